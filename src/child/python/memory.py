"""Numbers of a fixed width, and the memory in which the objects of a plan lie."""
import ctypes


def unsigned(bits, value):
    return value & ((1 << bits) - 1)


def signed(bits, value):
    low = unsigned(bits, value)
    return low - (1 << bits) if bits and low >> (bits - 1) else low


def pointer_wide(value):
    return unsigned(POINTER_BITS, value)


class Memory:
    """The objects of a plan, each fenced and poisoned."""

    def __init__(self, plan):
        self.objects = plan['objects']
        self.fence = plan['memory']['fence']
        self.around = plan['memory']['fenceBytes']
        # Objects lie at multiples of 16, so the memory does.
        self.room = ctypes.create_string_buffer(plan['memory']['bytes'] + 16)
        self.start = -ctypes.addressof(self.room) % 16
        self.base = ctypes.addressof(self.room) + self.start
        self.bytes = memoryview(self.room).cast('B')[self.start:]
        for name in self.objects:
            self.restore_fences(name)
            self.poison(name)

    def poison(self, name):
        item = self.objects[name]
        content = bytes.fromhex(item['content']) if 'content' in item else bytes([item['fill']]) * item['size']
        self.bytes[item['at']:item['at'] + item['size']] = content

    def fences(self, name):
        item = self.objects[name]
        end = item['at'] + item['size']
        return ((item['at'] - self.around, item['at'], self.fence), (end, end + self.around, item['behind']))

    def restore_fences(self, name):
        for start, end, fill in self.fences(name):
            self.bytes[start:end] = bytes([fill]) * self.around

    def broken_fence(self, name):
        before, behind = [
            None if bytes(self.bytes[start:end]) == bytes([fill]) * self.around else (start, end)
            for start, end, fill in self.fences(name)]
        if before:
            return 'before:' + bytes(self.bytes[before[0]:before[1]]).hex()
        if behind:
            return 'behind:' + bytes(self.bytes[behind[0]:behind[0] + 16]).hex()
        return None

    def content(self, name):
        item = self.objects[name]
        return bytes(self.bytes[item['at']:item['at'] + min(item['size'], 128)]).hex()

    def read(self, at, width):
        return int.from_bytes(self.bytes[at:at + width], 'little')

    def write(self, at, width, count, value):
        self.bytes[at:at + width * count] = unsigned(8 * width, value).to_bytes(width, 'little') * count

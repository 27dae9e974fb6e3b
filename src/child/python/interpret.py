"""Runs a plan: each step is called as it is declared, and what was seen is written into the journal."""
import time

from exports import POINTER_BYTES
from memory import Memory, signed, unsigned

ERROR_INVALID_HANDLE = 6
# The last error before each call: a code Win32 does not use, so that a call that sets none shows.
PRESET = 0x2BADC0DE
GARBAGE = 0x5EED0BAD
ACCESS_VIOLATION = 0xC0000005
ACCESS_VIOLATION_TEXT = 'exception: access violation'


def pointer_wide(value):
    return unsigned(8 * POINTER_BYTES, value)


def now_us():
    return time.perf_counter_ns() // 1000


def handed_over(parameter, value):
    """A value as the program hands it over, before ctypes takes it."""
    passing = parameter['passing']
    if POINTER_BYTES == 8 and 'of' not in parameter['value']:
        if passing == 'double':
            value = int(float(signed(64, value)))
        elif passing in ('upper-ones', 'upper-garbage'):
            upper = 0xFFFFFFFF if passing == 'upper-ones' else GARBAGE
            value = (upper << 32) | unsigned(32, value)
    return pointer_wide(value) if parameter['declared'] == 'void *' else value


def arrives(parameter, value, fills_with_sign):
    """What the callee receives in a slot as wide as a pointer."""
    cut = (signed if parameter['signed'] else unsigned)(parameter['bits'], value)
    return pointer_wide(cut if fills_with_sign else unsigned(parameter['bits'], cut))


def says_failure(rule, returned, error):
    value = unsigned(rule['bits'], returned)
    if 'isNot' in rule:
        return value != int(rule['isNot'], 16)
    return 'is' in rule and value == int(rule['is'], 16) and ('withError' not in rule or error != 0)


def notices(check, value, bits):
    """Whether the program sees a failed open in the value it got."""
    return {
        'all-ones': unsigned(bits, value) == (1 << bits) - 1,
        'uint32-ones': value == 0xFFFFFFFF,
        'zero': value == 0,
        'strict-minus-one': value == -1,
        'unchecked': False,
    }[check]


def newest_with(known, true):
    """The newest handle with this true value; of an open one, if there is one, since numbers are given out again."""
    same = [item for item in known.values() if item['true'] == true]
    return next((item for item in reversed(same) if 'closedBy' not in item), same[-1] if same else None)


class Program:
    def __init__(self, libraries, plan, fills_with_sign):
        self.libraries = libraries
        self.plan = plan
        self.fills_with_sign = fills_with_sign
        self.memory = Memory(plan)
        self.functions = {}
        self.known = {}   # variable -> what is known of the handle in it
        self.meant = {}   # object -> the event that the program meant to put into it
        self.done = set()

    def value(self, spelled):
        if 'variable' in spelled:
            if spelled['variable'] not in self.known:
                raise KeyError("No step has kept a variable '%s'" % spelled['variable'])
            return self.known[spelled['variable']]['kept']
        return self.memory.base + spelled['address'] if 'of' in spelled else spelled['number']

    def assign(self, step):
        for item in step['assign']:
            self.memory.write(item['at'], item['width'], item['count'], self.value(item['value']))
            known = self.known.get(item['value'].get('variable'))
            if 'event' in item and known:
                self.meant[item['event']] = known['true']

    def call(self, step):
        """Makes the call once. Raises what ctypes refuses."""
        for name in step['poisoned']:
            self.memory.poison(name)
        self.assign(step)
        if step['function'] not in self.functions:
            self.functions[step['function']] = self.libraries.bind(step)
        values = [handed_over(item, self.value(item['value'])) for item in step['parameters']]
        given = self.libraries.arguments(step['parameters'], values)
        if not step['keepLastError']:
            self.libraries.preset(PRESET)
        at_us = now_us()
        result = self.functions[step['function']](*given)
        error, status = self.libraries.error(), self.libraries.status()
        # A NULL pointer and a void come back as None.
        returned = result if result is not None else 0
        failed = says_failure(step['failure'], returned, 0 if error == PRESET else error)
        return {
            'values': values, 'result': result, 'returned': returned, 'failed': failed, 'atUs': at_us,
            'lastError': unsigned(32, returned) if step['returnsCode'] else error,
            'ntStatus': status, 'elapsedUs': now_us() - at_us}

    def call_until(self, step):
        """The same call again and again, where the step waits for an effect."""
        until = step.get('until')
        if until and until.get('unlessDone') in self.done:
            until = None
        limit = now_us() + (until['withinMs'] * 1000 if until else 0)
        while True:
            made = self.call(step)
            if not until or made['failed'] or now_us() > limit:
                return made
            if self.memory.read(until['at'], until['width']) >= until['atLeast']:
                return made
            time.sleep(0.001)

    def true_value(self, value, extends):
        # The platform guarantees that 32 bits carry a kernel handle, sign-extended.
        return pointer_wide(signed(32, value) if extends else value)

    def keep(self, variable, kept, extends, step, made):
        failure = {'openFailedWith': made['lastError']} if made['failed'] else {}
        self.known[variable] = dict(
            failure, kept=kept, true=self.true_value(kept, extends), openedBy=step['id'])

    def keep_values(self, step, made):
        if 'keep' in step:
            self.keep(step['keep'], made['returned'], step['returns']['extends'], step, made)
        if 'load' in step:
            load = step['load']
            self.keep(load['variable'], self.memory.read(load['at'], load['width']), load['signed'], step, made)
        closed = self.known.get(step.get('closes'))
        if closed and not made['failed']:
            for item in self.known.values():
                if item['true'] == closed['true']:
                    item.setdefault('closedBy', step['id'])

    def handle_of(self, step, made, item):
        """A handle that the call was given: what the callee saw, and what is known of it."""
        parameter = step['parameters'][item['parameter']]
        got = arrives(parameter, made['values'][item['parameter']], self.fills_with_sign)
        if not item['position'].endswith('.hEvent'):
            return {'position': item['position'], 'passed': got}, self.known.get(item.get('variable'))
        event = self.plan['event']
        at = got - self.memory.base + event['offset']
        if got == 0 or not 0 <= at <= len(self.memory.bytes) - event['bytes']:
            return None, None
        found = self.memory.read(at, event['bytes'])
        meant = next((self.meant[part['value']['of']] for part in step['parameters']
                      if part['value'].get('of') in self.meant), None)
        known = newest_with(self.known, found) or newest_with(self.known, meant)
        return dict({'position': item['position'], 'passed': found}, **({} if meant is None else {'meant': hex(meant)})), known

    def evidence(self, step, made):
        handles = []
        for item in step['handles']:
            handle, known = self.handle_of(step, made, item)
            if handle is None:
                continue
            given = handle['passed']
            true = known['true'] if known else given
            alive, file_type = self.libraries.inspect(true)
            handle.update(passed=hex(given), alive=alive, fileType=file_type,
                          passedAlive=alive if true == given else self.libraries.inspect(given)[0])
            if known:
                handle.update({key: known[key] for key in ('openedBy', 'openFailedWith', 'closedBy') if key in known},
                              true=hex(true))
            handles.append(handle)
        return {'handles': handles}

    def memory_after(self, step):
        memory, fences = {}, {}
        for name in step['shown']:
            memory[name] = self.memory.content(name)
            broken = self.memory.broken_fence(name)
            if broken:
                fences[name] = broken
                self.memory.restore_fences(name)
        return {'memory': memory, 'fences': fences}

    def close_left_open(self):
        for true in {item['true'] for item in self.known.values()
                     if 'closedBy' not in item and 'openFailedWith' not in item}:
            if self.libraries.inspect(true)[0]:
                self.libraries.close(true)


def run_step(program, step, journal):
    """Makes one step and writes what was seen. Returns whether the program stops here."""
    journal.write('begin', step=step['id'])
    try:
        made = program.call_until(step)
    except Exception as error:  # what ctypes refuses; data, as all that fails
        if str(error).startswith(ACCESS_VIOLATION_TEXT):
            # ctypes on Windows makes an error of Python of what ends the process elsewhere.
            journal.write('died', step=step['id'], kind='crashed', exitCode=ACCESS_VIOLATION)
            return True
        journal.write('rejected', step=step['id'], message='%s: %s' % (type(error).__name__, error))
        return step['opens']
    with_evidence = made['failed'] and made['lastError'] == ERROR_INVALID_HANDLE and 'strictFrom' not in program.plan
    evidence = {'evidence': program.evidence(step, made)} if with_evidence else {}
    program.keep_values(step, made)
    if made['lastError'] in step['accept'] if made['failed'] else not step['mustFail']:
        program.done.add(step['id'])
    bits = step['returns']['bits']
    noticed = step['opens'] and notices(program.plan['sentinel'], made['returned'], bits)
    journal.write(
        'end', step=step['id'], returned=hex(unsigned(max(8, bits), made['returned'])),
        shape='undefined' if made['result'] is None else 'number',
        failed=made['failed'], lastError=made['lastError'], ntStatus=made['ntStatus'], atUs=made['atUs'],
        elapsedUs=made['elapsedUs'], **dict(program.memory_after(step), **evidence, **({'noticed': True} if noticed else {})))
    return noticed


def interpret(libraries, plan, fills_with_sign, journal):
    """Runs a plan and writes each call into the journal, before and after. A failing call is data."""
    program = Program(libraries, plan, fills_with_sign)
    journal.write('plan', plan=plan['id'])
    stopped_by = None
    for step in plan['steps']:
        if step['id'] == plan.get('strictFrom'):
            journal.write('strict', **libraries.demand_strict())
        missing = stopped_by or next((name for name in step['after'] if name not in program.done), None)
        if missing:
            journal.write('skipped', step=step['id'], after=missing)
        elif run_step(program, step, journal):
            stopped_by = step['id']
    program.close_left_open()
    journal.write('plan-end', plan=plan['id'])

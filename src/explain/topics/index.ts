import { architectures, pointerBytesOf } from '../../declare/win32/architecture.ts'
import { describeSteps } from '../../measure/record.ts'
import { deviceKinds, devices } from '../../devices/index.ts'
import { hosts } from '../../hosts/index.ts'
import type { Probe } from '../../program/define-probe.ts'
import { causes } from '../../result/cause.ts'
import { causeTexts } from '../../result/cause-text.ts'
import { harmlessReasonNames, harmlessReasons } from '../../result/harmless.ts'
import type { CureLanguage } from '../../mistakes/cures/cure.ts'
import { probeMistakeIds, probeMistakes, type ProbeMistake } from '../../mistakes/index.ts'
import type { Explanation } from '../../mistakes/mistake.ts'
import { outcomeKinds } from '../../result/outcome.ts'
import { verdictKinds } from '../../result/verdict-kind.ts'
import { verdictTexts } from '../../views/words.ts'
import { ntStatuses, win32Errors } from '../../declare/win32/errors.ts'
import type { Page } from '../../text/page.ts'
import { link, section, text, type Words } from '../../text/page.ts'
import { sentence } from '../../text/sentence.ts'
import { rules } from '../../audit/finding.ts'
import { levels, levelTexts } from '../../declare/level.ts'
import { listOperations, type OperationEntry } from '../list.ts'
import { causeEntries } from './causes.ts'
import { ntStatusPage, win32Page } from './code-page.ts'
import { diagnosisPage } from './diagnosis.ts'
import { ffiBugs } from './ffi-bugs.ts'
import { functionSections } from './function-page.ts'
import { glossary } from './glossary.ts'
import { harmlessEntries } from './harmless.ts'
import { outcomeEntries } from './outcomes.ts'
import { probePage } from './probe-page.ts'
import { entrySections } from './sections.ts'
import { stepTopics } from './steps.ts'
import { verdictEntries } from './verdicts.ts'

/** A topic: its kind, the word that names it, and its page. */
export interface Topic {
  readonly kind:
    | 'cause'
    | 'verdict'
    | 'outcome'
    | 'tolerated'
    | 'lucky'
    | 'mistake'
    | 'probe'
    | 'code'
    | 'status'
    | 'method'
    | 'word'
    | 'rule'
    | 'operation'
    | 'function'
    | 'struct'
    | 'type'
    | 'step'
    | 'host'
    | 'bug'
    | 'device'
  readonly name: string
  /** A Win32 code or NTSTATUS. */
  readonly number?: number
  /** With the cures in the usual languages, or in one alone. */
  page(only?: CureLanguage): Page
}

function entryTopic(kind: Topic['kind'], name: string, entry: Explanation, title = ''): Topic {
  return {
    kind,
    name,
    page: only => ({
      title: `${name} (${kind})${title === '' ? '' : `: ${title}`}`,
      sections: entrySections(entry, only),
    }),
  }
}

function mistakeTopic(name: ProbeMistake, probes: readonly Probe[]): Topic {
  const mistake = probeMistakes[name]
  const own = probes.filter(probe => probe.mistake === name).map(({ id }) => `\`${id}\``)
  const shown = section('Probes', text(own.length === 0 ? 'None.' : own.join(', ')))
  const rules = 'audit' in mistake ? mistake.audit.map(rule => `\`${rule}\``) : []
  const cure = section(
    'Cure',
    text('cure' in mistake && mistake.cures.length === 0 ? sentence(mistake.cure) : ''),
  )
  const found = section(
    'Found by audit',
    text(rules.length === 0 ? '' : `Rules of \`handle-width audit\`: ${rules.join(', ')}`),
  )
  const { page, ...topic } = entryTopic('mistake', name, mistake, mistake.title)
  return {
    ...topic,
    page: only => {
      const own = page(only)
      return { ...own, sections: [...own.sections, ...cure, ...found, ...shown] }
    },
  }
}

/** A word of the reports, a rule of `audit` or an operation: what it means, in a sentence or two. */
function wordTopic(kind: Topic['kind'], name: string, ...texts: readonly Words[]): Topic {
  return {
    kind,
    name,
    page: () => ({
      title: `${name} (${kind})`,
      sections: section('What it means', ...texts.map(text)),
    }),
  }
}

function operationTopic({ name, library, documentation, steps }: OperationEntry): Topic {
  const called = Object.entries(steps).map(([sequence, ids]) => `${sequence}: ${ids.join(', ')}`)
  const { page, ...topic } = wordTopic(
    'operation',
    name,
    `A function of ${library}.dll. ${called.length === 0 ? 'No sequence calls it.' : `Steps that call it, by sequence: ${called.join('; ')}.`}`,
    [link(`${name} in the documentation of Microsoft`, documentation)],
  )
  return {
    ...topic,
    page: () => ({ ...page(), sections: [...page().sections, ...functionSections(name)] }),
  }
}

function codesOf<Code extends number>(table: Readonly<Record<Code, string>>): Code[] {
  return Object.keys(table).map(Number) as Code[]
}

/** Every topic there is a page for. */
export function topicsOf(probes: readonly Probe[]): readonly Topic[] {
  return [
    ...causes.map(name => entryTopic('cause', name, causeEntries[name], causeTexts[name].says)),
    ...verdictKinds.map(name =>
      entryTopic('verdict', name, verdictEntries[name], verdictTexts[name]),
    ),
    ...outcomeKinds.map(name => entryTopic('outcome', name, outcomeEntries[name])),
    ...harmlessReasonNames.map(name => {
      const { verdict, says } = harmlessReasons[name]
      return entryTopic(verdict, name, harmlessEntries[name], says)
    }),
    ...probeMistakeIds.map(name => mistakeTopic(name, probes)),
    ...probes.map((probe): Topic => ({
      kind: 'probe',
      name: probe.id,
      page: () => probePage(probe),
    })),
    ...codesOf(win32Errors).map((number): Topic => ({
      kind: 'code',
      name: win32Errors[number],
      number,
      page: only => win32Page(number, only),
    })),
    ...codesOf(ntStatuses).map((number): Topic => ({
      kind: 'status',
      name: ntStatuses[number],
      number,
      page: only => ntStatusPage(number, only),
    })),
    { kind: 'method', name: 'diagnosis', page: diagnosisPage },
    ...Object.entries(glossary).map(([name, means]) => wordTopic('word', name, sentence(means))),
    ...levels.map(name => wordTopic('word', name, levelTexts[name])),
    ...hosts.map(({ id, title, standsFor }) =>
      wordTopic('host', id, sentence(title), standsFor ? `It stands for ${standsFor}.` : ''),
    ),
    ...Object.entries(ffiBugs).map(([name, bug]) => entryTopic('bug', name, bug, bug.title)),
    ...deviceKinds.map(name => wordTopic('device', name, sentence(devices[name].title))),
    ...architectures.map(name =>
      wordTopic('word', name, `An architecture: pointers of ${8 * pointerBytesOf(name)} bits.`),
    ),
    ...Object.entries(rules).map(([name, looksFor]) =>
      wordTopic('rule', name, sentence(looksFor), 'A rule of `handle-width audit`.'),
    ),
    ...listOperations(probes).map(operationTopic),
    ...stepTopics(describeSteps(probes)),
  ]
}

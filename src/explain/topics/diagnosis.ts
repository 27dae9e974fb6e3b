import { links, list, section, table, text, type Page } from '../../text/page.ts'

/** How `diagnose` comes to its ranking: the method, in words. Its numbers stand in src/diagnose. */
export function diagnosisPage(): Page {
  return {
    title: 'diagnosis (method): how `diagnose` ranks the causes of a failure',
    sections: [
      ...section(
        'What it means',
        text(
          'For each class of mistake, and for each thing that has nothing to do with width but looks like it, the probability that it is behind what was seen. The probabilities of all classes add up to 1.',
        ),
      ),
      ...section(
        'What it is held against',
        table(
          ['source', 'what it is', 'what it says'],
          [
            [
              'measured probes',
              'the probes of the catalogue, recorded on a real kernel in processes of 64 and 32 bits',
              'what each call did, its NTSTATUS, which failed first',
            ],
            [
              'measured faults',
              'the fault dictionary: each place of the declarations made wrong by itself',
              'the same, for mistakes that nobody has reported yet; of little weight',
            ],
            [
              'documented cases',
              'public issues and commits, each read; nothing is filled in that the source does not say',
              'what people saw, and how often each class happens',
            ],
            [
              'reports',
              'the words and the facts of 2,370 public reports whose cause is known, and of 6,281 that were written for the purpose, as weights of a logistic regression',
              'what reports of a cause have in common; not what is ruled out',
            ],
            [
              'rules',
              'a decision table of what each class does by its nature',
              'rhythm, redirection, layout, what came before',
            ],
          ],
        ),
      ),
      ...section(
        'How it is computed',
        list(
          'An observation that an item of a source shows too makes it likelier; one that contradicts it makes it less likely, but never impossible: each observation has a doubt.',
          'An item that says nothing about an observation is neither helped nor hurt: it gets the frequency of that observation over all items.',
          'The items of a class add up, weighted by their source; recordings count by how often the class was documented in calls of their kind, and few documented cases count for less than many.',
          'Classes are weighted by how often they were seen in public.',
          'Before that, facts rule classes out: a library that is known to declare rightly, a process of 32 bits in which nothing is cut, a function that takes no such struct or handle, a value that no failed open has, the same call that worked before.',
          'And facts support classes with odds: a known fault of a library, a function that sets no last error, the struct that a function takes, a call of a console or of standard streams.',
          'Then words and facts that public reports have in common are weighed in. Where the evidence is thin and no recorded probe shows the same, they count full, and rules that leave the class open count four tenths; else a text counts a quarter, and facts three tenths.',
          'Only these weights are fitted to data; every other number stands in `src/diagnose` with its reason.',
        ),
      ),
      ...section(
        'How sure it is',
        list(
          'Classes within a factor of 3 of the first, and those of which a recording shows exactly the same, are named as not to be told apart.',
          'An answer is sure from 90 % on if more than two observations speak for it, likely from 60 % on, undecided below. It is never sure and thin at once.',
          'Words alone, or one or two observations, say 90 % at most: all probabilities are raised to one power, which keeps their order.',
          'Classes with the same mechanism and the same cure are answered together, and the most likely of them is named.',
          'The next observation is the one whose answer is expected to tell most, in bits, about the class.',
          'Two pairs of mistakes show the same calls in every lane: a failed open that is compared wrongly and one that is not compared; an event of 32 bits in its place and one that is displaced. Only the source tells them apart, and the next observation says where to look.',
        ),
      ),
      ...section(
        'How good it is',
        text(
          '`npm run leave-one-out` diagnoses each documented case with everything but itself; docs/diagnose.md has the figures. The rules were written by people who knew the cases, so the figures are optimistic.',
        ),
      ),
      ...section(
        'Read on',
        links({
          title: "Jeffreys' scale: odds below 3 are hardly worth mentioning",
          url: 'https://en.wikipedia.org/wiki/Bayes_factor#Interpretation',
        }),
      ),
    ],
  }
}

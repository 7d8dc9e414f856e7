/**
 * A framework to be written by hand, with what each field may hold beside it. As it stands it is
 * valid but for the name of its file, so that nobody begins with errors.
 */
export const blankFramework = `# A results framework. Put it into data/frameworks under the name of its id, then: npx tsx pipelines/cli.ts validate
# What the source does not state is not-stated, never 0. Texts stand in es, en, pt, fr, in at least one of them.
id: my-programme
title: { es: 'Mi programa', en: 'My programme' }
shortTitle: { es: 'Mi programa', en: 'My programme' }
summary: { es: 'De qué trata', en: 'What it is about' }
period: { start: 2025-01-01, end: 2027-12-31, source: { document: plan, place: p. 1 } }
checked: 2025-01-01 # the day on which somebody held the entries against the documents
documents:
  - id: plan
    title: 'What the document calls itself'
    date: not-stated # or '2025', '2025-03', 2025-03-14
groups:
  - { code: '1', title: { es: 'Grupo', en: 'Group' } }
units:
  - { id: workshop, one: { es: taller, en: workshop }, many: { es: talleres, en: workshops } }
lines:
  - code: '1.1' # as the source numbers it; no two lines have one
    kind: output # output, outcome, impact, other
    group: '1'
    title: { es: 'Línea', en: 'Line' }
    source: { document: plan, place: '1.1' }
    indicators:
      - id: 1.1-workshops
        label: { es: 'Talleres', en: 'Workshops' }
        measure: number # number, percentage, nominal, ordinal, qualitative
        unit: workshop
        direction: up # up, down, none
        aggregation: true # whether values of places and periods may be added
        counting: per-period # or cumulative: all since the start
        countries: all # all, interested, not-stated, or [COL, PER]
        target:
          value: 4 # or not-stated, all-countries
          per: programme # or year
          basis: stated # or inferred-from-singular, not-stated
          due: not-stated # or 2027-12-31
        # baseline: { on: 2024-12-31, value: 0, source: { document: plan, place: annex } }
        # milestones: [{ due: 2026-06-30, value: 2, source: { document: plan, place: annex } }]
        # reported:
        #   - { from: 2025-01-01, to: 2025-12-31, value: 1, country: COL, source: { document: plan } }
        # Of a percentage: numerator and denominator instead of value, so that it can be added.
`;

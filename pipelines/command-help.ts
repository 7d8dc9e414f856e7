import { estimateHelp } from './requests/estimate-help.ts';
import { impactHelp } from './requests/impact-help.ts';

export const commandNames = [
	...['build', 'validate', 'inspect', 'init', 'diff', 'freeze', 'simulate', 'estimate', 'impact'],
	...['framework', 'questionnaire']
] as const;
export type CommandName = (typeof commandNames)[number];

/** How each command is called, as the list of all commands shows it. */
const usages = {
	build: `atalaya build [--profile local|public]   declarations and source files to a release`,
	validate: `atalaya validate [--json]                 check every declaration, and name every error at once`,
	inspect: `atalaya inspect FILE [--dictionary FILE ...] [--out survey.yaml [--force]] [--json]
                     [--max-unfolded BYTES]
                                          what is in a file, and the draft of a survey.yaml
atalaya inspect FILE --risk [--keys a,b,c] [--k 5] [--dictionary FILE ...] [--out FILE [--force]]
                                          who stands out in its rows; values only on a terminal
atalaya inspect --risk --survey ID        what the public profile would publish of a declared survey`,
	init: `atalaya init DIR [--empty]                a folder for an observatory of its own`,
	diff: `atalaya diff A B [--json] [--out FILE] [--tolerance 0] [--limit 20] [--profile local|public]
                                          what changed between two releases`,
	freeze: `atalaya freeze --indicator ID --survey ID [--territory ID] [--group concept=category ...]
               [--question ID] --role TEXT --why TEXT --language es [--out FILE]
                                          a baseline from a figure of the release that stands
atalaya freeze --revise BASELINE --why TEXT --language es
                                          what a later release says, beside the frozen value`,
	simulate: `atalaya simulate --out FOLDER [--scenario demo] --wave 2022   write a simulated survey and its truth
atalaya simulate --out FOLDER --programme ID                  the same of a simulated programme`,
	estimate: `atalaya estimate REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]   estimates from a data file`,
	impact: `atalaya impact REQUESTS.json [--out FILE] [--r FOLDER] [--pretty]     effects of a programme from a data file`,
	framework: `atalaya framework FILE.xlsx|FILE.xml [--out FOLDER] [--iati FILE.xml] [--json]
                                          a results framework from a filled form or from IATI 2.03`,
	questionnaire: `atalaya questionnaire blank NAME [--language es] [--out FILE.xlsx]
                                          a blank workbook for a register, a series or a framework
atalaya questionnaire read FILE.xlsx|FILE.yaml [--out FOLDER] [--json]
                                          what a filled one holds, every error by sheet and cell`
} as const satisfies Record<CommandName, string>;

/** What `atalaya` without a command prints. */
export const generalUsage = `${commandNames.map((name) => usages[name]).join('\n')}
atalaya COMMAND --help                    more about a command`;

const details = {
	build: `Reads the declarations (data/, or the folder that ATALAYA_DATA names) and the source files of surveys
and series (below ATALAYA_SOURCES), and puts a whole release in place of the one that stands; nothing
is done where nothing changed. Surveys whose files are not there are left out, and said so.

--profile local      the default: .atalaya/local, for this machine only
--profile public     static/data: an approved release without embargo, and only what may be published

Records that could not be used are listed in .atalaya/rejects. Exit code 1: nothing was changed.`,
	validate: `Holds every file of the declarations (data/, or the folder that ATALAYA_DATA names) against its schema
and against the others. Errors are named by file, line and column.

--json     the same for programs

Exit code 1: there are errors.`,
	inspect: `Guesses the format, encoding, delimiter and columns of a data file (CSV, .sav, .dta, XLSX, Parquet, JSON),
and drafts the survey.yaml and questions.yaml that a person has to finish; of a document (DDI, XLSForm,
IATI, SDMX-CSV) it says what it holds.

--dictionary FILE     a DDI, a workbook, a .sav or a .dta with the questions and codes; may be repeated
--out survey.yaml     where the drafts go, questions.yaml beside it; otherwise they are printed
--force               overwrites drafts that are there
--max-unfolded BYTES  how far a file that you trust may unfold, where it is refused as too large or as a zip
                      bomb; the draft declares the same as maxUnfoldedBytes
--risk                instead: rows that are alone in what somebody may know of a person
--keys a,b,c          the columns of that; otherwise those that look like it
--k 5                 categories and groups with fewer people are counted
--survey ID           of a declared survey: what the public profile would publish of it
--json                the same for programs`,
	init: `Makes a folder of declarations for another observatory, with the demonstration surveys to try it out, and a
README.md with the first ten minutes. ATALAYA_DATA names it to the other commands. A folder that holds
anything is not touched.

--empty     without the demonstration surveys`,
	diff: `A and B are folders, ids or folder names of releases, or "previous" and "current".

--json              the same for programs
--out FILE          writes it there
--tolerance 1e-9    numbers count as the same up to this relative distance; 0 where not said
--limit 20          rows of a table that are named; 20 where not said, in JSON 1,000
--profile public    looks for the releases of the public profile; otherwise local

Exit code 0: no difference, 1: a difference, 2: an error.`,
	freeze: `Writes baselines/ID.yaml of the declarations from a figure of the approved release that stands, or appends
to it what the release that stands now says. No file is overwritten. What only a person can say has no
default.

--indicator ID --survey ID     the figure
--territory ID                 the country of the survey where not said
--group sex=woman              of a group; at most twice
--question ID                  where the survey asks more than one about the concept
--role TEXT                    the office that fixes it
--why TEXT                     the reason
--language es                  of these two texts
--out FILE                     another place than baselines/ of the declarations
--profile public               from the release of the public profile; otherwise local`,
	simulate: `Writes the source files of a synthetic survey, and truth.json: the exact value of every indicator in its
population. Of a synthetic programme: its files, and the true effect on every outcome.

--scenario demo     or demo-short, of wave 2023
--wave 2022         or 2024
--programme ID      a scenario that origin of data/programmes names, such as demo-barrios-claros`,
	framework: `Reads the blank form of /results when it is filled in (XLSX), or an IATI 2.03 activity file (XML, as it
streams by). Everything that is wrong is named: by sheet and cell, or by line, element and rule of the
IATI validator with its severity. Rows and values at fault are left out, and said so; all others are kept.

--out FOLDER       ID.yaml of each framework, for data/frameworks; no file is overwritten
--iati FILE.xml    the framework of a form as IATI 2.03; of an IATI file all that it holds, as it stands there
--json             the same for programs

XML with a document type declaration, in which entities hide, is refused. Exit code 1: there are errors.`,
	questionnaire: `NAME is a register of data/registers (services, alternatives, ...), series or framework. The workbook has
sheets to fill in, the lists of codes that it may choose from, and a guide.

A filled one is told by the names of its columns, whatever its file, its sheets and their order are called.
Everything that is wrong is named by sheet and cell, of YAML by line and column. Rows at fault are left out,
and said so; all others are kept.

--language es      of a blank workbook: es, en, pt or fr
--out FILE|FOLDER  of a blank workbook its file; of a filled one a folder for ID.yaml, of a series ID.csv
                   too, and ID.left-out.csv with the rows at fault and why. No file is overwritten.
--json             the same for programs

Exit code 1: there are errors.`
} as const satisfies Record<Exclude<CommandName, 'estimate' | 'impact'>, string>;

/** How a command is called. */
export const usageOf = (name: CommandName): string => usages[name];

/** What `atalaya COMMAND --help` prints. */
export function helpOf(name: CommandName): string {
	if (name === 'estimate') return estimateHelp;
	return name === 'impact' ? impactHelp : `${usages[name]}\n\n${details[name]}`;
}

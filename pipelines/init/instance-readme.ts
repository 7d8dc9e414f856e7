interface Words {
	/** The first step. */
	readonly see: string;
	readonly start: string;
	/** What is said of the demonstration at the end. */
	readonly after: string;
}

type Language = 'es' | 'en';

const start = '   npm start\n';
const withDemonstration: Readonly<Record<Language, Words>> = {
	es: {
		see: '1. Ver que todo funciona, con las encuestas de demostración:',
		start,
		after: ` Cuando las encuestas de demostración no hagan
   falta, se borran \`surveys/demo-*\`, \`baselines/demo-*\` y \`programmes/demo-*\`, y lo que \`validate\`
   nombre después.`
	},
	en: {
		see: '1. See that everything runs, with the demonstration surveys:',
		start,
		after: ` When the demonstration surveys are no longer
   needed, delete \`surveys/demo-*\`, \`baselines/demo-*\` and \`programmes/demo-*\`, and what \`validate\`
   names then.`
	}
};

const withoutSurveys: Readonly<Record<Language, Words>> = {
	es: {
		see: '1. Ver que las declaraciones están en orden; habrá páginas con la primera encuesta:',
		...{ start: '', after: '' }
	},
	en: {
		see: '1. See that the declarations are in order; there will be pages with the first survey:',
		...{ start: '', after: '' }
	}
};

/** The `README.md` of an instance, in the languages of those who make one; `empty`: without surveys. */
export function instanceReadme({ empty }: { readonly empty: boolean }): string {
	const { es, en } = empty ? withoutSurveys : withDemonstration;
	return `${inSpanish(es)}\n\n${inEnglish(en)}\n`;
}

const inSpanish = ({ see, start, after }: Words) => `# Declaraciones del observatorio

[English below](#declarations-of-the-observatory)

Esta carpeta dice qué encuestas y series tiene el observatorio, cómo se leen y qué se publica. El programa
(Atalaya) está en otra carpeta y solo lee esta; nada escribe en ella sino las órdenes que lo dicen: \`freeze\`, que fija
una línea base, e \`inspect --out\`.

## Los primeros diez minutos

Las órdenes se dan desde la carpeta del programa. \`INSTANCIA\` es esta carpeta; \`FUENTES\`, la de los archivos.

${see}

   \`\`\`sh
   export ATALAYA_DATA=INSTANCIA ATALAYA_SOURCES=FUENTES
   npm run atalaya -- validate
${start}   \`\`\`

2. Poner los archivos de la encuesta en \`FUENTES\`, tal como los entrega el productor, sin abrirlos ni corregirlos.
3. Mirar qué contienen y obtener un borrador; el diccionario es un DDI, un Excel, un .sav o un .dta:

   \`\`\`sh
   npm run atalaya -- inspect FUENTES/encuesta.csv.gz --dictionary FUENTES/diccionario.xlsx \\
     --out INSTANCIA/surveys/pais-encuesta-2024/survey.yaml
   \`\`\`

4. Terminar \`survey.yaml\` y, si hubo diccionario, \`questions.yaml\`: cada TODO lo decide una
   persona. El \`id\` es el nombre de la carpeta.
5. Repetir \`npm run atalaya -- validate\` hasta que no nombre ningún error; dice archivo, línea y columna.
6. \`npm run atalaya -- build --profile local\`, leer las filas rechazadas en \`.atalaya/rejects\` del programa y comparar
   con una cifra publicada. Después, \`npm start\`.
7. En \`explore.yaml\`, la primera vista es con la que abre el sitio.${after}

## Qué no se pone nunca aquí

Filas de personas, hogares o hechos: ni archivos de encuestas, ni extractos, ni claves de acceso. \`.gitignore\` deja fuera
sus formatos. Aquí solo hay metadatos y cifras ya publicadas (\`series/*.csv\`).

## Actualizar el programa

Se reemplaza la carpeta del programa por la nueva; esta no se toca. Después, \`npm run atalaya -- validate\` dice si
la nueva versión pide algo más.`;

const inEnglish = ({ see, start, after }: Words) => `# Declarations of the observatory

This folder says which surveys and series the observatory has, how they are read and what is published. The
program (Atalaya) lies in another folder and only reads this one; nothing writes into it but the commands that say so:
\`freeze\`, which fixes a baseline, and \`inspect --out\`.

## The first ten minutes

Commands are given in the folder of the program. \`INSTANCE\` is this folder, \`SOURCES\` that of the files.

${see}

   \`\`\`sh
   export ATALAYA_DATA=INSTANCE ATALAYA_SOURCES=SOURCES
   npm run atalaya -- validate
${start}   \`\`\`

2. Put the files of the survey into \`SOURCES\` as the producer gives them out, neither opened nor corrected.
3. See what is in them and get a draft; the dictionary is a DDI, an Excel workbook, a .sav or a .dta:

   \`\`\`sh
   npm run atalaya -- inspect SOURCES/survey.csv.gz --dictionary SOURCES/dictionary.xlsx \\
     --out INSTANCE/surveys/country-survey-2024/survey.yaml
   \`\`\`

4. Finish \`survey.yaml\` and, if there was a dictionary, \`questions.yaml\`: every TODO is for a
   person to decide. The \`id\` is the name of the folder.
5. Repeat \`npm run atalaya -- validate\` until it names no error; it says file, line and column.
6. \`npm run atalaya -- build --profile local\`, read the rejected rows in \`.atalaya/rejects\` of the program, and compare
   with a published figure. Then \`npm start\`.
7. In \`explore.yaml\` the first view is the one that the site opens with.${after}

## What is never put here

Rows of people, households or events: no survey files, no extracts, no passwords. \`.gitignore\` leaves their formats
out. Here are metadata only, and figures that are published already (\`series/*.csv\`).

## Upgrading the program

Replace the folder of the program with the new one; this one is not touched. Then \`npm run atalaya -- validate\` says
whether the new version asks for more.`;

import type { TopicText } from '../outline.ts';

export const releaseEs: TopicText<'release'> = {
	synthetic: {
		title: 'Los datos de demostración',
		paragraphs: [
			'Las encuestas de demostración son sintéticas. Valdoria es un territorio ficticio: ninguna persona, hogar o lugar es real. Sus cifras no describen ningún país, y la página lo dice junto a cada una.',
			'Sirven para comprobar el método. De una población simulada, cuyos valores exactos se conocen, se sortea una muestra de dos etapas con conglomerados y falta de respuesta. Las estimaciones se comparan con la verdad: en promedio aciertan, y el error que declaran es aproximadamente el que tienen.'
		]
	},
	engines: {
		title: 'Dos motores, un estimador',
		paragraphs: [
			'Las cifras que ya están en la página se calcularon al construirla; las que usted pide se calculan en su navegador. En ambos lados, DuckDB suma los ponderadores y los valores de cada UPM y combinación de categorías, y el mismo programa obtiene de esas sumas las cifras, sus varianzas y sus covarianzas, en el mismo orden. Una prueba exige que coincidan hasta el último bit.',
			'Otra pregunta sobre las mismas columnas no vuelve a leer los datos. Lo que no sale de sumas (cuantiles, varianzas, pesos replicados, calibración) se calcula fila por fila, con el mismo programa.'
		]
	},
	reproducing: {
		title: 'Repetir una cifra',
		paragraphs: [
			'Nadie tiene que creer una cifra: se puede volver a calcular fuera de esta página, de tres maneras.'
		],
		points: [
			'SQL. Debajo de cada respuesta están las instrucciones con que se leyeron los datos y, donde cabe en una sola, la que da los casos, la estimación y el error estándar en DuckDB. Está escrita aparte del programa. No cabe si hay segunda etapa, pesos replicados, calibración, las reglas adjust y average, cuantiles o varianzas.',
			'R. Debajo de la respuesta está también el script que lee las filas, declara el diseño y da con el paquete survey la misma estimación, el mismo error y los mismos límites. Lee las filas publicadas de una encuesta abierta; si no lo es, los archivos de la institución productora.',
			'npm run atalaya -- estimate ARCHIVO.json: el mismo estimador, sin navegador, con un CSV o un Parquet propio. Con --r CARPETA escribe el script de R de cada estimación; con estimate --help explica el archivo de peticiones.'
		]
	},
	'differences-from-r': {
		title: 'Donde diferimos de R a propósito',
		paragraphs: [
			'Lo demás coincide con el paquete survey 4.5 de R: hasta la octava cifra donde hay una fórmula cerrada, hasta la quinta donde se resuelve por aproximaciones. Aquí no, o con un pero.'
		],
		points: [
			'Intervalo de verosimilitud: aquí se resuelve exactamente. R lo interpola, y se aparta hasta un 0,4 %.',
			'Intervalo de arcoseno: aquí seguimos a R también donde un límite pasa de 0 o de 100 % y se dobla hacia dentro, de modo que el intervalo sale demasiado corto.',
			'Nadie o todas las personas: R da NaN, un intervalo sin ancho o un error, según el método. Aquí vale siempre la regla de Clopper y Pearson.',
			'Cuantil que cae antes de la parte del valor más pequeño: aquí es ese valor. R da el segundo o, con hf4, algo menor que todos.',
			'Regla shahvaish: aquí los ponderadores se llevan a media 1, como en el artículo; en R el resultado depende de su escala.',
			'Límites de puntaje de un cuantil: con ponderadores desiguales, R lee una parte sin ponderar como si fuera ponderada. Aquí no.',
			'Raking: aquí termina cuando se cumplen todos los totales; en R, cuando una vuelta cambia poco.',
			'Posestratificación: una fila con ponderador 0 no añade nada al error; en R añade un poco.',
			'Recorte: con pesos replicados se recorta cada réplica, como dice el manual de R; su código hace otra cosa. Un ponderador 0 sigue en 0.',
			'Una réplica que no se puede calibrar es un error que la nombra; R la quita de todas las varianzas.',
			'Ji cuadrado con lincom: aquí es siempre la distribución exacta; R pone en su lugar una aproximación si le falta el paquete CompQuadForm.',
			'Regresión: una columna que se deduce de otras es un error, donde R la quita; si un dato predice la respuesta sin fallo no hay coeficientes, donde R da los de su última vuelta.'
		]
	},
	publication: {
		title: 'Qué no se publica',
		paragraphs: [
			'Todo lo que está en un sitio estático es público. Por eso, cada encuesta tiene un nivel, y lo que no debe salir no llega a la carpeta que se publica. De las filas publicadas solo salen conceptos armonizados y columnas del diseño, con los códigos de estrato y UPM barajados.'
		],
		points: [
			'Abierta: la licencia permite publicar las filas, y la edición pública las lleva.',
			'Protegida: es el nivel mientras no haya permiso escrito. La edición pública describe la encuesta y sus preguntas, sin filas ni, en esta publicación, cifras.',
			'Local: ni sus filas ni sus cifras salen del equipo donde se calculan.'
		]
	},
	limits: {
		title: 'Límites',
		paragraphs: ['Lo que estas cifras no dicen, o no tienen en cuenta:'],
		points: [
			'El explorador pregunta por porcentajes, medias y totales. Lo demás que describe esta página se pide en un archivo de peticiones.',
			'Una calibración que hizo la institución productora y que nadie declara no se conoce, y el error puede quedar algo largo.',
			'No se cuentan más de dos etapas de muestreo. Los modelos no tienen interacciones.',
			'Una etiqueta de calidad avisa, y no oculta: hay que leer también el intervalo, los casos y los grados de libertad.',
			'No se decide si dos encuestas son comparables. Una pregunta con otras palabras, otro universo u otro periodo mide otra cosa.',
			'No se aplica control de revelación estadística: por eso no se publican cifras de encuestas protegidas.',
			'No se miden los errores que no son de muestreo: quién falta en el marco, quién no abre la puerta, quién no dice la verdad.'
		]
	}
};

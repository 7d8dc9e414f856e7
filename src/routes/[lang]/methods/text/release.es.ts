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
	comparability: {
		title: 'Cuándo se comparan dos cifras',
		paragraphs: [
			'Lo decide una sola regla, la misma para tendencias, comparaciones y tablas. Cada cifra lleva sus propiedades: el periodo y el radio por los que se pregunta, si la persona percibe, ha oído o ha visto, de qué universo y marco sale, cómo se entrevistó y cómo se ponderó. La regla compara propiedad por propiedad y se queda con la peor diferencia.',
			'Lo que nadie ha documentado no se da por igual: cuenta como la peor diferencia posible. Una persona autorizada puede decidir otra cosa; entonces su firma y su motivo se imprimen junto a la cifra.',
			'En un experimento de redacción, dos mitades al azar de una muestra responden dos versiones de una pregunta. La diferencia es el efecto de las palabras, con la covarianza de las dos mitades, que viven en los mismos barrios. El factor puente (una proporción dividida por la otra) se ofrece con su intervalo; nunca se aplica sin decirlo.'
		],
		points: [
			'La misma: no hay ninguna diferencia.',
			'Cercana: difieren la ponderación, la edición del marco, el trato del no sabe o modos parecidos de entrevista. Se compara, y se dice.',
			'No comparable: difieren las palabras, el radio, el periodo, el universo, o venta y consumo se preguntan juntos. La diferencia no se calcula.'
		]
	},
	checks: {
		title: 'Qué se comprueba antes de publicar',
		paragraphs: [
			'Una publicación se prepara aparte, se comprueba byte por byte y solo entonces ocupa el lugar de la anterior. Si algo falla, la anterior queda como estaba.'
		],
		points: [
			'Archivos: filas, claves, códigos y números que se esperan; lo que no encaja se aparta con su línea y su motivo, y se cuenta en el informe.',
			'Cifras publicadas: las de la institución productora se vuelven a calcular y deben coincidir hasta el último decimal publicado.',
			'Series: saltos, periodos incompletos, totales, y que una categoría nunca se sume con las que la componen. Un dato en blanco no es un cero.',
			'Líneas de base: el valor fijado lleva un sello y no cambia; las revisiones van al lado.',
			'Borradores y publicaciones con embargo no llegan nunca a la edición pública.'
		]
	},
	publication: {
		title: 'Qué no se publica',
		paragraphs: [
			'Todo lo que está en un sitio estático es público. Por eso, cada encuesta tiene un nivel, y lo que no debe salir no llega a la carpeta que se publica. De las filas publicadas solo salen conceptos armonizados y columnas del diseño, con los códigos de estrato y UPM barajados.'
		],
		points: [
			'Abierta: alguien con derecho a hacerlo permitió por escrito publicar las filas. Salen después de agrupar lo raro, retirar los lugares pequeños y las respuestas sensibles de menores (salvo permiso expreso), cortar los vínculos de hogar y contar cuántas filas quedan solas en lo que un conocido puede saber; por encima de la parte declarada, no se publica.',
			'Protegida: salen solo cifras. Se suprime la que trata de menos personas, o de menos unidades primarias, de las que fija la regla; la que separa a 1 de las k - 1 personas con una respuesta, o sin ella; el todo o nada de un grupo pequeño; el total que viene sobre todo de una persona; y las demás que hagan falta para que ninguna de estas se deduzca. Lo que se publica va redondeado.',
			'Antes de cada publicación, los archivos finales se atacan con programas lineales: quien conozca con exactitud todas las cifras publicadas, sus sumas y las publicaciones que siguen en línea no puede acotar un recuento suprimido, ni su complemento, a menos de k personas o del 20 %. Si puede, la publicación no sale.',
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
			'Que dos cifras sean comparables no quiere decir que su diferencia tenga una sola causa.',
			'La protección no cuenta con lo que una cifra de un concepto dice de otro sobre las mismas personas: quien consumió el último mes consumió el último año.',
			'No se miden los errores que no son de muestreo: quién falta en el marco, quién no abre la puerta, quién no dice la verdad.'
		]
	}
};

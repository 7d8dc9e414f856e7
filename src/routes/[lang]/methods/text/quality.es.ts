import type { TopicText } from '../outline.ts';

export const qualityEs: TopicText<'quality'> = {
	quality: {
		title: 'Etiquetas de calidad',
		paragraphs: [
			'Una etiqueta dice si una cifra es bastante precisa para usarla, según la norma de una institución. Las reglas son datos, un archivo por norma: se pueden leer, discutir y cambiar sin tocar el programa. Se aplican en su orden, y decide la primera que se cumple.',
			'La etiqueta da su motivo: «no confiable (gl 6 < 9)». Si falta un número que la regla pide, la cifra es no evaluable; callar no es aprobar. Debajo de cada respuesta está el nombre de la norma. La etiqueta avisa y no oculta: la cifra se ve igualmente.'
		],
		points: [
			'INE de Chile, hogares, 2020. Menos de 60 casos o de 9 gl: no fiable. Una proporción con error mayor que E: poco fiable. Medias y totales: cv mayor que 15 %, poco fiable; que 30 %, no fiable.',
			'INE de Chile, encuestas económicas, 2024. Lo mismo con 30 casos y cv de 20 % y 30 %. En un dominio planificado bastan los casos previstos.',
			'CEPAL 2020. Menos de 100 casos, de 50 con el atributo o de 140 efectivos, o c mayor que 0,175: suprimir. Menos de 9 gl o cv de 20 % o más: revisar.',
			'CEPAL 2023. Menos de 9 gl, de 30 casos con el atributo o de 60 efectivos, o efecto de diseño menor que 1: no confiable. Con c mayor que 0,175: no confiable por debajo de la mitad, poco confiable desde ella. Menos de 50 casos con el atributo: poco confiable. Medias y totales: cv mayor que 20 %, poco confiable; que 30 %, no confiable.',
			'NCHS, proporciones, 2017. Menos de 30 casos o de 30 efectivos, intervalo de 30 puntos o más, o más ancho que 5 puntos y que el 130 % de la cifra: suprimir. Nadie, todas las personas o menos de 8 gl: revisar.',
			'NCHS, recuentos, 2023. Menos de 10 casos efectivos o intervalo más ancho que el 160 % de la cifra: suprimir. Menos de 8 gl: revisar.',
			'NSDUH. Redondea a 0,0 o a 100,0 %, c mayor que 0,175, menos de 68 casos efectivos o de 100 casos: suprimir.',
			'DHS. Menos de 25 casos: suprimir. De 25 a 49: con reserva.',
			'DANE. Cv mayor que 15 %: baja precisión.',
			'INEGI. Cv de 15 % o más: precisión moderada; de 30 % o más: baja.',
			'Ninguna: sin etiqueta.'
		],
		legend:
			'E: mayor error estándar de una proporción fiable, según el INE. c: cv logarítmico, en la forma publicada por la CEPAL y la NSDUH. m: la menor de p y 1 − p. s: error estándar. cv: error estándar dividido por la cifra. gl: grados de libertad. Casos efectivos: casos divididos por el efecto de diseño; en la NCHS, el tamaño de Korn y Graubard con tope o, para recuentos, casos divididos por el efecto de los ponderadores.'
	},
	'quality-readings': {
		title: 'Dónde leemos una norma de otro modo',
		paragraphs: [
			'Algunas normas callan ante ciertos casos, y el programa que las aplica, el paquete calidad 0.8.0 de R, da entonces resultados que nadie defendería. Ahí hemos decidido. Cada decisión está escrita en el archivo de la norma, y una prueba cuenta los casos en que diferimos.'
		],
		points: [
			'Error estándar 0, porque nadie tiene el atributo o lo tienen todas las personas: no evaluable, en las normas que miran el error. Para el paquete, un 0 % es fiable, y un 100 % es fiable o queda sin etiqueta, según la norma.',
			'CEPAL 2020: una media con cv de 20 % o más se revisa, como una proporción. El paquete la deja sin etiqueta.',
			'INE 2024: una proporción con menos de 9 grados de libertad no es fiable, como una media. El paquete la llama poco fiable.',
			'Cv logarítmico por encima de la mitad: la forma publicada juzga igual p y 1 − p; la de calidad 0.8.0 divide por p. Se puede elegir; si no se dice nada, es la publicada.'
		]
	},
	refusals: {
		title: 'Cuándo no hay respuesta',
		paragraphs: [
			'Hay preguntas que una muestra no puede contestar. Entonces el motivo ocupa el lugar de la cifra. Nunca se da un número sin su error.'
		],
		points: [
			'El grupo no tiene casos.',
			'El grupo tiene casos en un estrato de una sola UPM, y el diseño no elige una regla: se nombra el estrato.',
			'No quedan grados de libertad.',
			'El denominador de una razón es cero.',
			'Una varianza de un solo caso.',
			'Un cuantil cuyo intervalo se sale de los datos.'
		]
	},
	'incomplete-designs': {
		title: 'Diseños incompletos',
		paragraphs: [
			'Algunos archivos públicos traen el ponderador, pero no el estrato o la UPM. La estimación es entonces correcta, pero el error no se puede calcular del todo: lo que se obtiene es, en general, demasiado pequeño.',
			'En ese caso el intervalo se dibuja abierto, se llama cota inferior y la precisión figura como no evaluable. No se supone ningún efecto de diseño para completarlo, y no hay comparaciones, pruebas ni modelos.',
			'Si alguien midió el efecto de diseño, en un informe técnico por ejemplo, se puede declarar con su fuente. Entonces multiplica las varianzas y figura en cada respuesta; la cifra puede llevar etiqueta y compararse, pero sigue siendo una cota inferior, y las pruebas y los modelos siguen sin hacerse.'
		],
		legend:
			's: error estándar. V: varianza con lo que trae el archivo. D: efecto de diseño declarado.'
	},
	unsure: {
		title: 'No sabe o no responde',
		paragraphs: [
			'Dejar fuera a quienes no saben equivale a suponer que habrían respondido como los demás. Si son pocos, apenas importa; si son muchos, decide la cifra. Cuando superan el 5 % de las personas a las que se preguntó, ponderado, los porcentajes las mantienen en el denominador, como personas sin el atributo. Hasta el 5 %, quedan fuera.',
			'Se decide una vez por pregunta, igual para todos los grupos. La página dice qué se hizo y cuántas personas son, y usted puede elegir lo contrario. En una media o una suma, «no sabe» no entra nunca.',
			'La respuesta da también dos extremos: lo que valdría el porcentaje si ninguna de esas personas tuviera el atributo, y lo que valdría si lo tuvieran todas.'
		],
		legend:
			'u: parte de no sabe o no responde. U: quienes no saben o no responden. Q: todas las personas a las que se preguntó. A: quienes tienen el atributo. w: ponderador. p₁ y p₂: los dos extremos.'
	},
	missing: {
		title: 'Cinco maneras de no tener respuesta',
		paragraphs: [
			'Nunca se mezclan, porque cada una cambia el denominador de otra manera. Quien tiene respuesta, pero no dato para el desglose, cuenta solo en el conjunto, y se dice cuántos casos son.'
		],
		points: [
			'No se preguntó: la persona no recibió la pregunta. Queda fuera del universo.',
			'No corresponde: la pregunta no se aplica a la persona. Queda fuera del universo.',
			'No sabe: se le preguntó y no tomó partido. Sigue la regla del 5 %.',
			'No responde: se le preguntó y no quiso contestar. Sigue la regla del 5 %.',
			'Perdida: hubo respuesta, pero el archivo no la conserva o trae un código que nadie declaró. Sale del denominador y la persona sigue en el diseño.'
		]
	},
	'several-answers': {
		title: 'Varias respuestas de una persona como una sola',
		paragraphs: [
			'Algunas cifras son de lo que se sigue de varias respuestas de la misma persona: cuántos factores de exclusión tiene y en qué ámbitos. Se forman con las respuestas ya armonizadas, y luego se estiman, protegen y comparan como cualquier otra.'
		],
		points: [
			'Se cuenta a quienes tienen respuesta a todas las preguntas que se les hicieron. Una sola respuesta que falte deja fuera a la persona: no saber no es cero. La parte que queda fuera está junto a las cifras.',
			'Una pregunta que no se aplica a la persona cuenta como no tener el factor.',
			'Una combinación es exacta: esos ámbitos y ningún otro. Qué combinaciones se nombran se declara de antemano, igual en cada ronda; todas las demás van juntas.',
			'Las combinaciones se publican solo de toda la población: por grupos dejarían deducir cifras suprimidas.',
			'Los cambios de varios factores a la vez llevan valores p corregidos por Holm; donde el intervalo contiene el cero no hay cambio claro.'
		]
	},
	'set-aside': {
		title: 'Lo que se aparta al preparar los datos',
		paragraphs: [
			'Los archivos de origen no se corrigen. Lo que no se puede usar se aparta y se anota con su archivo, línea, columna, valor y motivo, en una lista que no se publica. Si las líneas apartadas superan la parte que la encuesta declara, que es ninguna si no dice otra cosa, la encuesta no se construye y la publicación anterior queda como estaba.'
		],
		points: [
			'Una línea que no tiene los campos del encabezado.',
			'Una línea cuya clave ya apareció en otra anterior.',
			'Una fila de un capítulo que no pertenece a ninguna persona.',
			'Una fila cuyo ponderador no es un número positivo.',
			'Un código no declarado o un número fuera de su rango: se aparta la respuesta, no la persona.'
		]
	}
};

import type { TopicText } from '../outline.ts';

export const qualityFr: TopicText<'quality'> = {
	quality: {
		title: 'Étiquettes de qualité',
		paragraphs: [
			'Une étiquette dit si un chiffre est assez précis pour servir, selon la norme d’une institution. Les règles sont des données, un fichier par norme : on peut les lire, les discuter et les changer sans toucher au programme. Elles s’appliquent dans leur ordre, et la première qui est remplie décide.',
			'L’étiquette donne son motif : « non fiable (ddl 6 < 9) ». S’il manque un nombre que la règle demande, le chiffre est non évaluable ; se taire n’est pas approuver. Le nom de la norme figure sous chaque réponse. L’étiquette avertit et ne cache pas : le chiffre reste visible.'
		],
		points: [
			'INE du Chili, ménages, 2020. Moins de 60 cas ou de 9 ddl : non fiable. Une proportion dont l’erreur dépasse E : peu fiable. Moyennes et totaux : cv au-dessus de 15 %, peu fiable ; de 30 %, non fiable.',
			'INE du Chili, enquêtes économiques, 2024. La même chose avec 30 cas et des cv de 20 % et 30 %. Dans un domaine prévu au plan, il suffit d’autant de cas que prévu.',
			'CEPALC 2020. Moins de 100 cas, de 50 avec la caractéristique ou de 140 cas effectifs, ou c au-dessus de 0,175 : supprimer. Moins de 9 ddl ou cv de 20 % ou plus : à réviser.',
			'CEPALC 2023. Moins de 9 ddl, de 30 cas avec la caractéristique ou de 60 cas effectifs, ou effet de plan inférieur à 1 : non fiable. Avec c au-dessus de 0,175 : non fiable sous la moitié, peu fiable à partir d’elle. Moins de 50 cas avec la caractéristique : peu fiable. Moyennes et totaux : cv au-dessus de 20 %, peu fiable ; de 30 %, non fiable.',
			'NCHS, proportions, 2017. Moins de 30 cas ou de 30 cas effectifs, intervalle de 30 points ou plus, ou plus large que 5 points et que 130 % du chiffre : supprimer. Personne, tout le monde ou moins de 8 ddl : à réviser.',
			'NCHS, effectifs, 2023. Moins de 10 cas effectifs ou intervalle plus large que 160 % du chiffre : supprimer. Moins de 8 ddl : à réviser.',
			'NSDUH. S’arrondit à 0,0 ou à 100,0 %, c au-dessus de 0,175, moins de 68 cas effectifs ou de 100 cas : supprimer.',
			'EDS. Moins de 25 cas : supprimer. De 25 à 49 : avec réserve.',
			'DANE. Cv au-dessus de 15 % : faible précision.',
			'INEGI. Cv de 15 % ou plus : précision modérée ; de 30 % ou plus : faible.',
			'Aucune : pas d’étiquette.'
		],
		legend:
			'E : plus grande erreur type d’une proportion fiable, selon l’INE. c : cv logarithmique, dans la forme publiée par la CEPALC et la NSDUH. m : le plus petit de p et de 1 − p. s : erreur type. cv : erreur type divisée par le chiffre. ddl : degrés de liberté. Cas effectifs : cas divisés par l’effet de plan ; pour le NCHS, la taille de Korn et Graubard plafonnée ou, pour les effectifs, les cas divisés par l’effet des poids.'
	},
	'quality-readings': {
		title: 'Où nous lisons une norme autrement',
		paragraphs: [
			'Certaines normes se taisent devant certains cas, et le logiciel qui les applique, le paquet calidad 0.8.0 de R, donne alors des résultats que personne ne défendrait. Là, nous avons décidé. Chaque décision est écrite dans le fichier de la norme, et un test compte les cas où nous différons.'
		],
		points: [
			'Erreur type nulle, parce que personne n’a la caractéristique ou que tout le monde l’a : non évaluable, dans les normes qui regardent l’erreur. Pour le paquet, 0 % est fiable, et 100 % est fiable ou sans étiquette, selon la norme.',
			'CEPALC 2020 : une moyenne dont le cv atteint 20 % est à réviser, comme une proportion. Le paquet ne lui donne pas d’étiquette.',
			'INE 2024 : une proportion à moins de 9 degrés de liberté est non fiable, comme une moyenne. Le paquet la dit peu fiable.',
			'Cv logarithmique au-dessus de la moitié : la forme publiée juge de même p et 1 − p ; celle de calidad 0.8.0 divise par p. On peut choisir ; sans indication contraire, c’est la forme publiée.'
		]
	},
	refusals: {
		title: 'Quand il n’y a pas de réponse',
		paragraphs: [
			'Il y a des questions auxquelles un échantillon ne peut pas répondre. Le motif prend alors la place du chiffre. Un nombre n’est jamais donné sans son erreur.'
		],
		points: [
			'Le groupe n’a pas de cas.',
			'Le groupe a des cas dans une strate d’une seule UPS, et le plan ne choisit pas de règle : la strate est nommée.',
			'Il ne reste pas de degrés de liberté.',
			'Le dénominateur d’un ratio est nul.',
			'Une variance d’un seul cas.',
			'Un quantile dont l’intervalle sort des données.'
		]
	},
	'incomplete-designs': {
		title: 'Plans incomplets',
		paragraphs: [
			'Certains fichiers publics contiennent le poids, mais pas la strate ou l’UPS. L’estimation est alors juste, mais l’erreur ne peut pas être calculée entièrement : ce que l’on obtient est, en général, trop petit.',
			'Dans ce cas, l’intervalle est dessiné ouvert et appelé borne inférieure, et la précision est donnée comme non évaluable. Aucun effet de plan n’est supposé pour le compléter, et il n’y a ni comparaisons, ni tests, ni modèles.',
			'Si quelqu’un a mesuré l’effet de plan, dans un rapport technique par exemple, on peut le déclarer avec sa source. Il multiplie alors les variances et figure dans chaque réponse ; le chiffre peut être étiqueté et comparé, mais il reste une borne inférieure, et les tests et les modèles ne se font toujours pas.'
		],
		legend:
			's : erreur type. V : variance avec ce que contient le fichier. D : effet de plan déclaré.'
	},
	unsure: {
		title: 'Ne sait pas ou refuse',
		paragraphs: [
			'Écarter les personnes qui ne savent pas, c’est supposer qu’elles auraient répondu comme les autres. Si elles sont peu nombreuses, cela importe à peine ; si elles sont nombreuses, cela décide du chiffre. Quand elles dépassent 5 % des personnes interrogées, en pondéré, les pourcentages les gardent au dénominateur, comme personnes sans la caractéristique. Jusqu’à 5 %, elles sont écartées.',
			'Cela se décide une fois par question, de la même façon pour tous les groupes. La page dit ce qui a été fait et combien elles sont, et vous pouvez choisir l’inverse. « Ne sait pas » n’entre jamais dans une moyenne ni dans une somme.',
			'La réponse donne aussi deux extrêmes : ce que vaudrait le pourcentage si aucune de ces personnes n’avait la caractéristique, et ce qu’il vaudrait si toutes l’avaient.'
		],
		legend:
			'u : part de « ne sait pas » et de refus. U : les personnes qui ne savent pas ou refusent. Q : toutes les personnes interrogées. A : celles qui ont la caractéristique. w : poids. p₁ et p₂ : les deux extrêmes.'
	},
	missing: {
		title: 'Cinq façons de ne pas avoir de réponse',
		paragraphs: [
			'Elles ne sont jamais confondues, car chacune change le dénominateur à sa manière. Qui a une réponse, mais pas de valeur pour la ventilation, compte dans l’ensemble seulement, et la page dit combien de cas sont dans cette situation.'
		],
		points: [
			'Non posée : la personne n’a pas reçu la question. Hors de l’univers.',
			'Sans objet : la question ne s’applique pas à la personne. Hors de l’univers.',
			'Ne sait pas : la question a été posée, la personne n’a pas tranché. Suit la règle des 5 %.',
			'Refuse : la question a été posée, la personne n’a pas voulu répondre. Suit la règle des 5 %.',
			'Perdue : il y a eu une réponse, mais le fichier ne la conserve pas ou contient un code que personne n’a déclaré. Elle sort du dénominateur ; la personne reste dans le plan.'
		]
	},
	'several-answers': {
		title: 'Plusieurs réponses d’une personne en une seule',
		paragraphs: [
			'Certains chiffres portent sur ce qui découle de plusieurs réponses d’une même personne : combien de facteurs d’exclusion elle a, et dans quels domaines. Ils sont formés à partir des réponses une fois harmonisées, puis estimés, protégés et comparés comme les autres.'
		],
		points: [
			'Sont comptées les personnes qui ont une réponse à toutes les questions qui leur ont été posées. Une seule réponse manquante met la personne de côté : ne pas savoir n’est pas zéro. La part laissée de côté figure près des chiffres.',
			'Une question qui ne s’applique pas à la personne compte comme ne pas avoir le facteur.',
			'Une combinaison est exacte : ces domaines et aucun autre. Les combinaisons nommées sont déclarées d’avance, les mêmes à chaque vague ; toutes les autres sont réunies.',
			'Les combinaisons ne sont publiées que pour toute la population : par groupe, elles laisseraient déduire des chiffres supprimés.',
			'Les changements de plusieurs facteurs à la fois ont des valeurs p corrigées par Holm ; là où l’intervalle contient zéro, il n’y a pas de changement net.'
		]
	},
	'set-aside': {
		title: 'Ce qui est mis de côté en préparant les données',
		paragraphs: [
			'Les fichiers d’origine ne sont pas corrigés. Ce qui ne peut pas servir est mis de côté et noté avec son fichier, sa ligne, sa colonne, sa valeur et le motif, dans une liste qui n’est pas publiée. Si les lignes mises de côté dépassent la part que l’enquête déclare, nulle sauf indication contraire, l’enquête n’est pas construite et la publication précédente reste telle quelle.'
		],
		points: [
			'Une ligne qui n’a pas les champs de l’en-tête.',
			'Une ligne dont la clé figure déjà plus haut.',
			'Une ligne d’un chapitre qui n’appartient à personne.',
			'Une ligne dont le poids n’est pas un nombre positif.',
			'Un code non déclaré ou un nombre hors de son étendue : c’est la réponse qui est mise de côté, pas la personne.'
		]
	}
};

import type { TopicText } from '../outline.ts';

export const releaseFr: TopicText<'release'> = {
	synthetic: {
		title: 'Les données de démonstration',
		paragraphs: [
			'Les enquêtes de démonstration sont synthétiques. Valdoria est un territoire fictif : aucune personne, aucun ménage, aucun lieu n’est réel. Ses chiffres ne décrivent aucun pays, et la page le dit à côté de chacun.',
			'Elles servent à vérifier la méthode. D’une population simulée, dont les valeurs exactes sont connues, on tire un échantillon à deux degrés, avec des grappes et de la non-réponse. Les estimations sont confrontées à la vérité : en moyenne elles l’atteignent, et l’erreur qu’elles annoncent est à peu près celle qu’elles ont.'
		]
	},
	engines: {
		title: 'Deux moteurs, un estimateur',
		paragraphs: [
			'Les chiffres qui figurent sur une page ont été calculés lors de sa construction ; ceux que vous demandez le sont dans votre navigateur. Des deux côtés, DuckDB additionne les poids et les valeurs de chaque UPS et combinaison de catégories, et le même programme tire de ces sommes les chiffres, leurs variances et leurs covariances, dans le même ordre. Un test exige qu’ils coïncident jusqu’au dernier bit.',
			'Une autre question sur les mêmes colonnes ne relit pas les données. Ce qui ne découle pas de sommes (quantiles, variances, poids de réplication, calage) est calculé ligne par ligne, par le même programme.'
		]
	},
	reproducing: {
		title: 'Refaire un chiffre',
		paragraphs: [
			'Personne n’a à croire un chiffre : on peut le recalculer hors de cette page, de trois façons.'
		],
		points: [
			'SQL. Sous chaque réponse figurent les instructions qui ont lu les données et, quand une seule suffit à le dire, celle qui donne les cas, l’estimation et l’erreur type dans DuckDB. Elle est écrite à part du programme. Elle ne suffit pas avec un second degré, des poids de réplication, un calage, les règles adjust et average, des quantiles ou des variances.',
			'R. Sous la réponse figure aussi le script qui lit les lignes, déclare le plan et donne, avec le paquet survey, la même estimation, la même erreur et les mêmes limites. Il lit les lignes publiées d’une enquête ouverte ; sinon, les fichiers du producteur.',
			'npm run atalaya -- estimate FICHIER.json : le même estimateur, sans navigateur, avec votre propre fichier CSV ou Parquet. Avec --r DOSSIER, il écrit le script de R de chaque estimation ; estimate --help explique le fichier de demandes.'
		]
	},
	'differences-from-r': {
		title: 'Où nous différons de R à dessein',
		paragraphs: [
			'Tout le reste coïncide avec le paquet survey 4.5 de R : jusqu’au huitième chiffre là où il y a une formule fermée, jusqu’au cinquième là où l’on procède par approximations. Ici non, ou avec un bémol.'
		],
		points: [
			'Intervalle de vraisemblance : il est résolu exactement ici. R l’interpole et s’en écarte jusqu’à 0,4 %.',
			'Intervalle d’arc sinus : ici nous suivons R même là où une limite passe 0 ou 100 % et se replie vers l’intérieur, si bien que l’intervalle est trop court.',
			'Personne ou tout le monde : R donne NaN, un intervalle sans largeur ou une erreur, selon la méthode. Ici, la règle de Clopper et Pearson vaut toujours.',
			'Quantile qui tombe avant la part de la plus petite valeur : ici, c’est cette valeur. R donne la deuxième ou, avec hf4, quelque chose au-dessous de toutes.',
			'Règle shahvaish : ici, les poids sont ramenés à une moyenne de 1, comme dans l’article ; dans R, le résultat dépend de leur échelle.',
			'Limites de score d’un quantile : avec des poids inégaux, R lit une part non pondérée comme si elle l’était. Pas ici.',
			'Raking : ici, il s’arrête quand tous les totaux sont respectés ; dans R, quand un tour change peu de chose.',
			'Post-stratification : une ligne de poids 0 n’ajoute rien à l’erreur ; dans R, elle ajoute un peu.',
			'Écrêtage : avec des poids de réplication, chaque réplique est écrêtée, comme le dit le manuel de R ; son code fait autre chose. Un poids 0 reste 0.',
			'Une réplique que l’on ne peut pas caler est une erreur qui la nomme ; R la retire de toutes les variances.',
			'Khi-deux avec lincom : ici, c’est toujours la loi exacte ; R met une approximation à sa place s’il lui manque le paquet CompQuadForm.',
			'Régression : une colonne qui découle d’autres est une erreur, là où R la retire ; si une donnée prédit la réponse sans faute, il n’y a pas de coefficients, là où R donne ceux de son dernier tour.'
		]
	},
	comparability: {
		title: 'Quand deux chiffres sont comparés',
		paragraphs: [
			'Une seule règle en décide, la même pour les tendances, les comparaisons et les tableaux. Chaque chiffre a ses propriétés : la période et le rayon de la question, si la personne perçoit, a entendu dire ou a vu, l’univers et la base de sondage, le mode d’entretien et la pondération. La règle compare propriété par propriété et retient la pire différence.',
			'Ce que personne n’a documenté n’est pas tenu pour identique : cela compte comme la pire différence possible. Une personne responsable peut en décider autrement ; sa signature et son motif sont alors imprimés à côté du chiffre.',
			'Dans une expérience de formulation, deux moitiés d’un échantillon tirées au hasard répondent à deux versions d’une question. La différence est l’effet des mots, avec la covariance des deux moitiés, qui vivent dans les mêmes quartiers. Le facteur de passage (une proportion divisée par l’autre) est proposé avec son intervalle ; il n’est jamais appliqué sans le dire.'
		],
		points: [
			'Identique : il n’y a aucune différence.',
			'Proche : diffèrent la pondération, l’édition de la base, le traitement du « ne sait pas » ou des modes d’entretien voisins. On compare, et on le dit.',
			'Non comparable : les mots, le rayon, la période ou l’univers diffèrent, ou bien vente et usage sont demandés ensemble. La différence n’est pas calculée.'
		]
	},
	checks: {
		title: 'Ce qui est contrôlé avant de publier',
		paragraphs: [
			'Une publication est préparée à part, comparée octet par octet à sa liste, et ne prend qu’ensuite la place de la précédente. Si quelque chose échoue, la précédente reste telle quelle.'
		],
		points: [
			'Fichiers : lignes, clés, codes et nombres attendus ; ce qui ne convient pas est mis de côté avec sa ligne et son motif, et compté dans le rapport.',
			'Chiffres publiés : ceux du producteur sont recalculés et doivent concorder jusqu’à la dernière décimale publiée.',
			'Séries : sauts, périodes incomplètes, totaux, et qu’une catégorie ne soit jamais ajoutée à celles qui la composent. Une case vide n’est pas un zéro.',
			'Valeurs de référence : la valeur figée porte un sceau et ne change pas ; les révisions figurent à côté.',
			'Les brouillons et les publications sous embargo n’arrivent jamais dans l’édition publique.'
		]
	},
	publication: {
		title: 'Ce qui n’est pas publié',
		paragraphs: [
			'Tout ce qui se trouve sur un site statique est public. Chaque enquête a donc un niveau, et ce qui ne doit pas sortir n’arrive jamais dans le dossier publié. Les lignes publiées ne portent que des concepts harmonisés et des colonnes du plan, les codes de strate et d’UPS étant mélangés.'
		],
		points: [
			'Ouverte : quelqu’un qui en a le droit a permis par écrit que les lignes soient publiées. Elles sortent une fois regroupé ce qui est rare, retirés les petits lieux et les réponses sensibles des mineurs (sauf permission expresse), coupés les liens de ménage, et compté combien de lignes restent seules dans ce qu’une connaissance peut savoir ; au-dessus de la part déclarée, rien n’est publié.',
			'Protégée : seuls des chiffres sortent. On supprime celui qui porte sur moins de personnes, ou d’unités primaires, que ne le fixe la règle ; celui qui distingue de 1 à k - 1 personnes avec une réponse, ou sans elle ; le tout ou rien d’un petit groupe ; le total qui vient surtout d’une personne ; et les autres qu’il faut pour qu’aucun de ceux-ci ne s’en déduise. Ce qui est publié est arrondi.',
			'Avant chaque publication, les fichiers finaux sont attaqués par des programmes linéaires : qui connaît exactement tous les chiffres publiés, leurs sommes et les publications encore en ligne ne peut encadrer un effectif supprimé, ni son complément, à moins de k personnes ou de 20 %. S’il le peut, la publication ne sort pas.',
			'Locale : ni les lignes ni les chiffres ne quittent la machine où ils sont calculés.'
		]
	},
	limits: {
		title: 'Limites',
		paragraphs: ['Ce que ces chiffres ne disent pas, ou ne prennent pas en compte :'],
		points: [
			'L’explorateur demande des pourcentages, des moyennes et des totaux. Tout le reste de ce que décrit cette page se demande dans un fichier de demandes.',
			'Un calage fait par le producteur et que personne ne déclare n’est pas connu, et l’erreur peut être un peu longue.',
			'Pas plus de deux degrés de sondage ne sont comptés. Les modèles n’ont pas d’interactions.',
			'Une étiquette de qualité avertit et ne cache pas : il faut lire aussi l’intervalle, les cas et les degrés de liberté.',
			'Que deux chiffres soient comparables ne veut pas dire que leur différence a une seule cause.',
			'La protection ne compte pas avec ce qu’un chiffre d’un concept dit d’un autre sur les mêmes personnes : qui a consommé le dernier mois a consommé la dernière année.',
			'Les erreurs autres que d’échantillonnage ne sont pas mesurées : qui manque à la base de sondage, qui n’ouvre pas sa porte, qui ne dit pas la vérité.'
		]
	}
};

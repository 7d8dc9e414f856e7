import type { TopicText } from '../outline.ts';

export const errorsFr: TopicText<'errors'> = {
	variance: {
		title: 'L’erreur type',
		paragraphs: [
			'L’erreur type dit combien le chiffre changerait si l’enquête était refaite avec un autre échantillon. C’est la racine carrée de la variance, qui vient de la linéarisation de Taylor : chaque personne reçoit son influence sur le chiffre, les influences sont additionnées dans chaque UPS, et la variance est la dispersion de ces sommes dans chaque strate.',
			'Les UPS sont supposées tirées avec remise, ce qui donne d’ordinaire une erreur légèrement plus grande que la vraie. Si le plan déclare combien d’UPS compte la population, ou quelle fraction a été tirée, la correction de population finie est appliquée.'
		],
		legend:
			'V : variance. s : erreur type. h : strate. i : UPS. n : UPS tirées dans la strate. f : fraction tirée, 0 si elle n’est pas déclarée. z : somme des influences d’une UPS ; la première expression de z vaut pour une moyenne, la seconde pour un total.'
	},
	'two-stages': {
		title: 'Deux degrés et population finie',
		paragraphs: [
			'Quand une enquête tire d’abord des quartiers, puis des logements dans ces quartiers, chaque tirage ajoute de l’erreur. Tant que les quartiers sont tenus pour tirés avec remise, leurs différences la contiennent toute. Si la population du premier degré est déclarée, on ajoute la variance interne aux UPS, multipliée par la fraction d’UPS tirées. Qui déclare le plan peut demander que seul le premier degré compte.',
			'La population de chaque degré est déclarée en nombre d’unités ou en fraction tirée : si aucune valeur de la colonne ne dépasse 1, ce sont des fractions. Les deux ne se mélangent pas, et la valeur est la même dans toute la strate ; sinon, rien n’est calculé, et le message dit où est la faute. Une strate tirée en entier n’ajoute pas d’erreur. Si le fichier n’a pas de poids, ils découlent de ces tailles.'
		],
		legend:
			'V : variance ; avec 1, celle du premier degré. h : strate. i : UPS. f : fraction tirée ; avec h, des UPS de la strate ; avec hi, des unités de l’UPS. m : unités tirées dans l’UPS. j : l’une d’elles. z : somme de ses influences. w : poids déduit. N et n : unités existantes et unités tirées, aux degrés 1 et 2.'
	},
	'lonely-units': {
		title: 'Strates d’une seule UPS',
		paragraphs: [
			'Une strate d’une seule UPS ne dit pas combien les UPS diffèrent entre elles. Si le groupe a des cas dans une telle strate, le chiffre n’est pas donné et la strate est nommée ; aucune variance n’est inventée ni tenue pour nulle. Qui déclare le plan peut choisir une autre règle. Les cinq portent leur nom de R.',
			'Une variante (adjustDomains) traite de même les strates où le groupe n’a de cas que dans une UPS, bien que l’on en ait tiré plus ; elle vaut avec adjust et average. Sans elle, les UPS sans cas comptent pour zéro. Une strate tirée en entier n’a besoin d’aucune règle.'
		],
		points: [
			'fail : pas de chiffre. C’est la règle si aucune autre n’est choisie.',
			'remove : la strate n’ajoute pas de variance.',
			'certainty : elle n’en ajoute pas non plus ; on déclare ainsi que l’unité a été retenue d’office.',
			'adjust : elle ajoute la distance de son UPS à la moyenne de toutes les UPS tirées.',
			'average : elle ajoute ce que les autres strates ajoutent en moyenne.'
		],
		legend:
			'Première expression, adjust. V : variance de la strate h. f : fraction tirée. z : somme des influences de son UPS. z surmonté d’une barre : moyenne de ces sommes sur toutes les UPS tirées, de toutes les strates. Seconde expression, average. H : strates qui ont des cas du groupe. L : celles d’une seule UPS ; la somme porte sur les autres.'
	},
	replicates: {
		title: 'Poids de réplication',
		paragraphs: [
			'Certaines enquêtes donnent, en plus du poids, des dizaines de colonnes de poids : chacune imite un autre échantillon possible. Le chiffre est calculé une fois avec chaque colonne, et la dispersion des résultats est son erreur. Ni les strates ni les UPS ne sont nécessaires.',
			'On déclare le type des poids, et le type fixe les facteurs a et b. La dispersion se mesure autour de la moyenne des répliques ou, avec mse, autour de l’estimation, comme le font d’autres logiciels. Une réplique où le chiffre n’existe pas est laissée de côté.',
			'Dans un fichier de demandes, on peut aussi les fabriquer, à partir des strates et des UPS. Le jackknife retire une UPS à la fois et répartit son poids entre les autres de sa strate. Le bootstrap de Rao et Wu tire, avec remise, une UPS de moins que la strate n’en compte. Le tirage part d’une graine déclarée : la même graine donne les mêmes poids. Ils sont fabriqués avant le calage, et chaque réplique est calée ensuite.'
		],
		points: [
			'JK1 : a = (R − 1) / R. JK2 : a = 1.',
			'JKn : a = 1, et un b par réplique, que donne le producteur.',
			'BRR : a = 1 / R. Fay : a = 1 / (R (1 − ρ)²).',
			'bootstrap et subbootstrap : a = 1 / (R − 1).',
			'ACS et successive-difference : a = 4 / R. other : ceux que l’on déclare.'
		],
		legend:
			'V : variance. R : nombre de répliques. θ avec r : le chiffre dans la réplique r. c : moyenne des répliques, ou l’estimation. a et b : facteurs ; b vaut 1 sans indication contraire. Deuxième expression, le b d’un jackknife fabriqué : f, fraction tirée de la strate ; n, ses UPS. Troisième, un poids du bootstrap fabriqué : w, poids ; m, nombre de fois que l’UPS i est sortie.'
	},
	calibration: {
		title: 'Calage et écrêtage des poids',
		paragraphs: [
			'Si le recensement dit combien il y a de personnes de chaque âge, on peut ajuster les poids pour que l’enquête donne ces mêmes nombres. Une partie de la non-réponse est ainsi corrigée, et l’erreur diminue d’ordinaire. Les étapes se déclarent dans le plan d’un fichier de demandes et s’appliquent dans leur ordre.',
			'L’erreur tient compte de l’ajustement : on retire d’abord de chaque influence ce que prédit une régression sur les catégories ou les nombres ajustés, et le total fixé reste sans erreur. L’écrêtage fait exception : les poids écrêtés sont tenus pour donnés. Avec des poids de réplication, chaque réplique est ajustée à part. Si les totaux ne peuvent être atteints, il n’y a pas de chiffre, et le message dit lequel manque et de combien.'
		],
		points: [
			'Post-stratification : les poids de chaque catégorie sont multipliés par un même facteur, jusqu’à son total.',
			'Raking : la même chose avec plusieurs classements, l’un après l’autre, jusqu’à ce que tous soient respectés.',
			'Calage : les poids qui respectent les totaux en s’écartant le moins de ceux de départ ; la distance est linéaire, de raking, ou logit, qui tient le facteur entre deux bornes.',
			'Écrêtage : les poids qui passent une borne y sont ramenés, et la différence est répartie à parts égales entre les autres, une fois ou jusqu’à ce qu’aucun ne dépasse.'
		],
		legend:
			'w : poids de départ. g : facteur. x : catégories ou nombres de la personne k. T : leurs totaux dans la population. λ : ce que l’on cherche. Les trois expressions de g : linéaire, raking et logit ; L et U : bornes du facteur ; u : x·λ ; a : (U − L) / ((1 − L)(U − 1)). z : somme des influences d’une UPS après calage. e : influence d’une personne par unité de poids. β : coefficients de la régression de e sur x.'
	},
	'degrees-of-freedom': {
		title: 'Degrés de liberté',
		paragraphs: [
			'Ils disent combien d’information il y a sur l’erreur elle-même. Ce sont les UPS moins les strates, en ne comptant que celles qui ont des membres du groupe : les personnes du dénominateur et celles dont la réponse est perdue. Un groupe réparti dans peu d’UPS reçoit ainsi un intervalle plus large.',
			'Avec des poids de réplication, c’est le rang de la matrice des poids des membres, moins 1. Un fichier de demandes peut réclamer ceux de tout le plan, ou une infinité, ce qui est la loi normale.'
		],
		legend:
			'ν : degrés de liberté. m : UPS qui ont des membres du domaine d. h : strates qui ont des membres du domaine d. r : rang des poids de réplication des membres.'
	},
	'design-effect': {
		title: 'Effet de plan',
		paragraphs: [
			'Combien de fois la variance dépasse celle d’un échantillon aléatoire simple, sans remise, d’autant d’entretiens. Un effet de 4 signifie que mille entretiens informent comme 250. Il n’y en a pas quand toutes les réponses sont égales, ni quand la somme des poids ne dépasse pas le nombre de cas. Un fichier de demandes peut réclamer la comparaison avec un échantillon avec remise.'
		],
		legend:
			'V : variance selon le plan. V₀ : celle de l’échantillon aléatoire simple. N : somme des poids. n : cas. S² : variance pondérée de la variable, avec n − 1. Pour un total, le dénominateur est multiplié par N². Avec remise, V₀ est sans son second facteur.'
	}
};

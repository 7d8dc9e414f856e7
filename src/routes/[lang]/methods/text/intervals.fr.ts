import type { TopicText } from '../outline.ts';

export const intervalsFr: TopicText<'intervals'> = {
	intervals: {
		title: 'Intervalles',
		paragraphs: [
			'Un intervalle dit entre quelles valeurs se trouve, avec une bonne assurance, le vrai chiffre : sur cent enquêtes comme celle-ci, environ 95 donneraient un intervalle qui le contient. Le niveau est de 95 %, si aucun autre n’est demandé. Une moyenne, un ratio, une variance ou un total ont l’intervalle du t de Student : l’estimation plus et moins le quantile du t multiplié par l’erreur type.',
			'Un pourcentage a le même intervalle sur l’échelle des log-odds, ramené ensuite à l’échelle des pourcentages. Il ne descend jamais sous 0, ne dépasse jamais 100, et il est asymétrique quand il doit l’être.'
		],
		legend:
			'θ : moyenne, ratio, variance ou total. t : quantile du t de Student à ν degrés de liberté. s : erreur type. p : proportion.'
	},
	'small-shares': {
		title: 'Pourcentages très bas, très hauts ou fondés sur peu de cas',
		paragraphs: [
			'Au-dessous de 5 %, au-dessus de 95 % ou avec moins de 10 cas qui ont la caractéristique, l’intervalle est celui de Korn et Graubard : les limites exactes de la loi binomiale, calculées avec la taille effective de l’échantillon au lieu du nombre d’entretiens.',
			'La taille effective est celle d’un échantillon aléatoire simple qui aurait la même erreur, corrigée par les degrés de liberté. Comme dans R, elle n’est pas plafonnée au nombre d’entretiens, sauf demande.'
		],
		legend:
			'n : cas du domaine, avec ceux dont la réponse est perdue. n* : taille effective. α : 1 moins le niveau, 0,05. p, s, t et ν : comme dans les intervalles. B : quantile de la loi bêta ; la première expression avec B est la limite inférieure, la seconde la limite supérieure.'
	},
	'nobody-or-everybody': {
		title: 'Quand personne n’est concerné, ou tout le monde',
		paragraphs: [
			'Un échantillon où personne n’a la caractéristique ne prouve pas qu’elle touche 0 % de la population. L’erreur calculée serait nulle, ce qui serait faux. Les limites sont celles, exactes, de Clopper et Pearson, avec une taille effective : les cas divisés par l’effet de plan, s’il est supérieur à 1.',
			'L’effet de plan est emprunté au groupe plus large le plus proche où il y a des personnes avec la caractéristique et d’autres sans elle : d’abord la ventilation sans son dernier critère, et ainsi de suite jusqu’à l’ensemble ; puis l’enquête sans filtre. S’il n’y en a aucun, il vaut 1. La page nomme la méthode employée.'
		],
		legend: 'n : cas du domaine. deff : effet de plan emprunté.'
	},
	'interval-methods': {
		title: 'Autres intervalles que l’on peut demander',
		paragraphs: [
			'Il y a plusieurs bons intervalles pour un pourcentage, et chaque pays a sa coutume. Ce programme choisit selon la règle des sections précédentes ; un fichier de demandes peut en réclamer un autre. La réponse dit toujours lequel a servi.',
			'Quand personne n’est concerné, ou tout le monde, aucun d’eux n’existe, et la règle de la section précédente s’applique. Si l’intervalle demandé n’existe pas parce que l’erreur est nulle, celui des log-odds prend sa place, et la réponse le dit.'
		],
		points: [
			'auto : log-odds ; Korn et Graubard au-dessous de 5 %, au-dessus de 95 % ou avec moins de 10 cas qui ont la caractéristique.',
			'logit ou xlogit : log-odds.',
			'asin : symétrique dans l’arc sinus de la racine du pourcentage.',
			'beta : Korn et Graubard, plafonné au nombre de cas si on le demande (capEffectiveSize).',
			'wilson : les valeurs que le test du score ne rejette pas, avec la taille effective.',
			'likelihood : les valeurs presque aussi vraisemblables que l’estimation, avec la correction de Rao et Scott.',
			'mean : Wald, symétrique autour du pourcentage ; il peut descendre sous 0 ou dépasser 100.'
		],
		legend:
			'Dans l’ordre : arc sinus ; Wilson ; vraisemblance, sur deux lignes ; Wald. p : proportion. π : les deux limites cherchées. s : erreur type. t : quantile du t de Student à ν degrés de liberté. n : cas. n* : p(1 − p) / s². D : de combien π s’écarte de p en vraisemblance.'
	}
};

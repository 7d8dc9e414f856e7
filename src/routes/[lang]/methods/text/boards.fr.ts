import type { TopicText } from '../outline.ts';

export const boardsFr: TopicText<'boards'> = {
	'board-change': {
		title: 'Quand un tableau montre une flèche',
		paragraphs: [
			'D’une enquête, on prend la différence des deux dernières vagues que la règle de comparabilité laisse comparer, avec son erreur et le recouvrement déclaré des échantillons. Les valeurs p de toutes les cases d’un tableau sont corrigées ensemble (Benjamini et Hochberg, 5 %) : une case de plus n’offre pas une flèche. D’une série, dès douze valeurs, on regarde si la dernière sort des limites de contrôle des précédentes (moyenne ± 2,66 étendues mobiles moyennes) et, dès huit, s’il y a une tendance (Mann-Kendall, avec autocorrélation). Les séries mensuelles sont d’abord désaisonnalisées. Avec moins de valeurs, « série trop courte ». Ce qui précède une rupture et ce qui est en cours ne compte pas.',
			'La flèche dit où va le nombre ; le mot, si c’est mieux ou moins bien selon la direction souhaitée. Sans évolution nette, on imprime la plus petite qui aurait pu se voir : pour les enquêtes, avec une puissance de 80 %. Arrestations, saisies et registres de police mesurent une activité : ni direction souhaitée, ni couleur, ni cible. L’effet d’un programme porte le verdict de son évaluation.'
		]
	},
	'board-status': {
		title: 'Comment un tableau juge l’avancée vers une cible',
		paragraphs: [
			'Le chemin va droit du départ à chaque jalon puis à la cible. On demande quelle part de ce qui était dû au jour de la dernière valeur est couverte : en bonne voie dès 95 %, à accélérer dès 60 %, hors trajectoire en dessous ; un tableau peut déclarer d’autres seuils, et ils sont imprimés. Il faut que tout l’intervalle à 95 % soit d’un côté du seuil ; l’erreur du départ compte aussi, d’autant moins que la cible est proche. Sinon, « trop incertain ». Plus de 100 % s’affiche.',
			'Une date passée est jugée sur des données de ce jour ou d’après ; faute de quoi, « pas de données ». Sans cible ou sans date, « non déclaré », ce qui n’est pas zéro. Ce qui est masqué ou non fiable montre le mot et non le nombre. Une valeur est en retard quand deux fois le rythme de ses propres valeurs est passé. La médiane d’un bloc ne compte que les pays qui ont une valeur à toutes les années montrées ; pour des enquêtes aux années propres, la dernière de chaque pays. Les autres pays apparaissent en points, sans rang, et seulement si la règle de comparabilité laisse tous les comparer.'
		]
	}
};

/** A part of a name: as it is written, and in Latin letters where the two differ by more than accents. */
export type NamePart = string | readonly [written: string, latin: string];

export interface NameList {
  given: readonly NamePart[];
  family: readonly NamePart[];
}

const words = (text: string): string[] => text.split(" ");

export const AMERICAN_NAMES: NameList = {
  given: words(
    "Maya Olivia Liam Emma Noah Ava Zoë Ethan Sofía Mason Chloë Jackson Aaliyah Lucas Grace José Harper " +
      "Elijah Renée Caleb Amara Wyatt Priya Daniel Leilani Marcus Hannah Andre Naomi Tyler Ximena Owen Jasmine " +
      "Connor Imani Gabriel Riley Mei Jordan Camila",
  ),
  family: words(
    "Chen Smith Johnson Williams García Brown Jones Martínez Davis Miller Nguyen Wilson Anderson Núñez Taylor " +
      "Thomas Jackson White Harris Washington Kim Clark Lewis Robinson Walker Patel Young Allen King Scott Hill " +
      "Green Baker Rivera Carter O'Brien Reyes Morgan Brooks Sanders",
  ),
};

export const CANADIAN_NAMES: NameList = {
  given: words(
    "Amélie Logan Charlotte Étienne Sophie Nathan Maëlle Dylan Abigail Félix Harjit Claire Tess Ryan",
  ),
  family: words(
    "Tremblay Roy Gagnon Singh MacDonald Côté Wong Bouchard Campbell Lévesque Fraser Dhaliwal Stewart",
  ),
};

export const BRITISH_NAMES: NameList = {
  given: words(
    "Isla Oliver Amelia George Freya Harry Niamh Alfie Poppy Arthur Chloé Rhys Imogen Callum Aisha Tobias " +
      "Siân Rupert Elsie Kwame",
  ),
  family: words(
    "Hughes Evans Wright Thompson Khan Edwards Begum Clarke Okafor Bennett Murray Ellis Hussain Fletcher " +
      "Barnes Llewellyn Pritchard Shaw Whitfield Brontë",
  ),
};

export const GERMAN_NAMES: NameList = {
  given: words(
    "Jürgen Lena Maximilian Mia Jonas Käthe Felix Emilia Björn Hannah Sören Marie Anke Emre Günther Leonie Elif Uwe",
  ),
  family: [
    ...words("Weber Becker Schäfer Hoffmann Krüger Wagner Koch Yılmaz Richter Köhler Jäger Fuchs Vogel Böhm"),
    ["Müller", "mueller"],
    ["Groß", "gross"],
    ["Weiß", "weiss"],
  ],
};

export const FRENCH_NAMES: NameList = {
  given: words("Zoé Théo Chloé Léa Hugo Inès Gaël Manon François Élodie Louis Noémie Mehdi Anaïs Rémi Fatou"),
  family: words(
    "Martin Bernard Lefèvre Dubois Moreau Laurent Lemaître Benali Garnier Roussel Gauthier Béranger Diallo",
  ),
};

export const AUSTRALIAN_NAMES: NameList = {
  given: words("Matilda Jack Ruby Lachlan Evie Cooper Mia Angus Indigo Bodhi Kirra Hamish Thu Lara"),
  family: words(
    "Nguyen Kelly Walsh O'Connor Ryan Papadopoulos Fraser Gallagher Tran McKenzie Doyle Byrne Rossi",
  ),
};

export const CHINESE_NAMES: NameList = {
  given: [
    ["娜", "na"],
    ["伟", "wei"],
    ["芳", "fang"],
    ["秀英", "xiuying"],
    ["敏", "min"],
    ["静", "jing"],
    ["磊", "lei"],
    ["欣怡", "xinyi"],
    ["子涵", "zihan"],
    ["雨桐", "yutong"],
    ["浩然", "haoran"],
    ["梓萱", "zixuan"],
    ["建国", "jianguo"],
    ["思远", "siyuan"],
  ],
  family: [
    ["李", "li"],
    ["王", "wang"],
    ["张", "zhang"],
    ["刘", "liu"],
    ["陈", "chen"],
    ["杨", "yang"],
    ["黄", "huang"],
    ["赵", "zhao"],
    ["吴", "wu"],
    ["周", "zhou"],
    ["徐", "xu"],
    ["欧阳", "ouyang"],
  ],
};

export const INDIAN_NAMES: NameList = {
  given: words(
    "Aarav Ananya Vivaan Diya Rohan Ishita Kabir Meera Arjun Kavya Sanjay Lakshmi Farhan Pooja Neha",
  ),
  family: words(
    "Sharma Iyer Gupta Reddy Nair Mehta Banerjee Singh Kulkarni Das Khan Pillai Joshi Chatterjee",
  ),
};

export const BRAZILIAN_NAMES: NameList = {
  given: words(
    "João Beatriz Gabriel Júlia Thiago Letícia Caio Luísa Mateus Antônia Rafael Conceição Davi Íris",
  ),
  family: words(
    "Silva Souza Gonçalves Oliveira Araújo Pereira Magalhães Rocha Brandão Ribeiro Assunção Lima",
  ),
};

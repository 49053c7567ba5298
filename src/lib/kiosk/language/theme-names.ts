import type { Foreign } from './languages.ts';

/*
 * The names of fields of life and themes of the map in other languages than the map's own, by slug. A theme that is not
 * here keeps its Dutch name.
 */

export type Names = Readonly<Record<Foreign, string>>;

export const FIELD_NAMES: Readonly<Record<string, Names & { readonly nl: string }>> = {
  wonen: { nl: 'Wonen', en: 'Housing', tr: 'Barınma', pl: 'Mieszkanie', ar: 'السكن', uk: 'Житло' },
  zorg: { nl: 'Zorg', en: 'Care', tr: 'Bakım', pl: 'Opieka', ar: 'الرعاية', uk: 'Догляд' },
  geld: { nl: 'Geld', en: 'Money', tr: 'Para', pl: 'Pieniądze', ar: 'المال', uk: 'Гроші' },
  meedoen: {
    nl: 'Mensen ontmoeten en meedoen',
    en: 'Meeting people and joining in',
    tr: 'İnsanlarla tanışma ve katılım',
    pl: 'Spotkania i wspólne zajęcia',
    ar: 'لقاء الناس والمشاركة',
    uk: 'Знайомства та участь'
  },
  opvoeden: {
    nl: 'Kinderen en gezin',
    en: 'Children and family',
    tr: 'Çocuklar ve aile',
    pl: 'Dzieci i rodzina',
    ar: 'الأطفال والأسرة',
    uk: 'Діти та сім’я'
  },
  veiligheid: {
    nl: 'Veiligheid en recht',
    en: 'Safety and law',
    tr: 'Güvenlik ve hukuk',
    pl: 'Bezpieczeństwo i prawo',
    ar: 'الأمان والقانون',
    uk: 'Безпека і право'
  },
  'werk en leren': {
    nl: 'Werk en leren',
    en: 'Work and learning',
    tr: 'İş ve öğrenme',
    pl: 'Praca i nauka',
    ar: 'العمل والتعلم',
    uk: 'Робота і навчання'
  },
  gezondheid: {
    nl: 'Gezondheid',
    en: 'Health',
    tr: 'Sağlık',
    pl: 'Zdrowie',
    ar: 'الصحة',
    uk: 'Здоров’я'
  }
};

export const THEME_NAMES: Readonly<Record<string, Names>> = {
  woning: {
    en: 'Finding or keeping a home',
    tr: 'Ev bulmak veya evde kalmak',
    pl: 'Znaleźć lub zachować mieszkanie',
    ar: 'إيجاد سكن أو الحفاظ عليه',
    uk: 'Знайти або зберегти житло'
  },
  dakloos: {
    en: 'No fixed place to live',
    tr: 'Kalacak yeri olmamak',
    pl: 'Bez stałego miejsca',
    ar: 'بلا مكان ثابت',
    uk: 'Без постійного місця'
  },
  buren: {
    en: 'Neighbours and neighbourhood',
    tr: 'Komşular ve mahalle',
    pl: 'Sąsiedzi i okolica',
    ar: 'الجيران والحي',
    uk: 'Сусіди та район'
  },
  'huis-aanpassen': {
    en: 'Adapting the home and aids',
    tr: 'Evi uyarlama ve yardımcı araçlar',
    pl: 'Dostosowanie domu i sprzęt pomocniczy',
    ar: 'تعديل المنزل والوسائل المساعدة',
    uk: 'Пристосування дому та допоміжні засоби'
  },
  'hulp-in-huis': {
    en: 'Help at home and odd jobs',
    tr: 'Evde yardım ve küçük işler',
    pl: 'Pomoc w domu i drobne prace',
    ar: 'مساعدة في المنزل وأعمال صغيرة',
    uk: 'Допомога вдома та дрібні роботи'
  },
  'zorg-thuis': {
    en: 'Care at home',
    tr: 'Evde bakım',
    pl: 'Opieka w domu',
    ar: 'رعاية في المنزل',
    uk: 'Догляд удома'
  },
  mantelzorg: {
    en: 'Caring for someone close',
    tr: 'Yakınına bakmak',
    pl: 'Opieka nad bliską osobą',
    ar: 'العناية بشخص قريب',
    uk: 'Догляд за близькою людиною'
  },
  dementie: {
    en: 'Memory and dementia',
    tr: 'Hafıza ve bunama',
    pl: 'Pamięć i demencja',
    ar: 'الذاكرة والخرف',
    uk: 'Пам’ять і деменція'
  },
  beperking: {
    en: 'Living with a disability',
    tr: 'Engelle yaşamak',
    pl: 'Życie z niepełnosprawnością',
    ar: 'العيش مع إعاقة',
    uk: 'Життя з інвалідністю'
  },
  dagbesteding: {
    en: 'Daytime activities',
    tr: 'Gündüz etkinlikleri',
    pl: 'Zajęcia dzienne',
    ar: 'أنشطة نهارية',
    uk: 'Денні заняття'
  },
  maaltijden: {
    en: 'Food and meals',
    tr: 'Yemek',
    pl: 'Jedzenie i posiłki',
    ar: 'الطعام والوجبات',
    uk: 'Їжа'
  },
  afscheid: {
    en: 'End of life and grief',
    tr: 'Yaşamın sonu ve yas',
    pl: 'Koniec życia i żałoba',
    ar: 'نهاية الحياة والحداد',
    uk: 'Кінець життя і горе'
  },
  wegwijs: {
    en: 'Finding your way to help and care',
    tr: 'Yardım ve bakımda yol bulmak',
    pl: 'Gdzie szukać pomocy i opieki',
    ar: 'الطريق إلى المساعدة والرعاية',
    uk: 'Де шукати допомогу і догляд'
  },
  schulden: { en: 'Debts', tr: 'Borçlar', pl: 'Długi', ar: 'الديون', uk: 'Борги' },
  rondkomen: {
    en: 'Making ends meet, benefits and bills',
    tr: 'Geçinmek, ödenekler ve faturalar',
    pl: 'Utrzymanie, dodatki i rachunki',
    ar: 'المعيشة والإعانات والفواتير',
    uk: 'Прожиток, допомога і рахунки'
  },
  minima: {
    en: 'Joining in with little money',
    tr: 'Az parayla katılmak',
    pl: 'Udział przy małych dochodach',
    ar: 'المشاركة بمال قليل',
    uk: 'Участь, коли мало грошей'
  },
  spullen: {
    en: 'Food, clothes and goods',
    tr: 'Gıda, giysi ve eşya',
    pl: 'Żywność, ubrania i rzeczy',
    ar: 'طعام وملابس وأغراض',
    uk: 'Продукти, одяг і речі'
  },
  formulieren: {
    en: 'Letters, forms and paperwork',
    tr: 'Mektuplar, formlar ve evrak',
    pl: 'Listy, formularze i papiery',
    ar: 'الرسائل والنماذج والأوراق',
    uk: 'Листи, бланки і папери'
  },
  ontmoeten: {
    en: 'Meeting in the neighbourhood',
    tr: 'Mahallede buluşmak',
    pl: 'Spotkania w okolicy',
    ar: 'اللقاء في الحي',
    uk: 'Зустрічі в районі'
  },
  eenzaamheid: {
    en: 'Loneliness and buddies',
    tr: 'Yalnızlık ve arkadaşlık',
    pl: 'Samotność i towarzystwo',
    ar: 'الوحدة والرفقة',
    uk: 'Самотність і товариство'
  },
  vrijwilligerswerk: {
    en: 'Volunteering and helping neighbours',
    tr: 'Gönüllülük ve komşu yardımı',
    pl: 'Wolontariat i pomoc sąsiedzka',
    ar: 'التطوع ومساعدة الجيران',
    uk: 'Волонтерство і допомога сусідам'
  },
  creatief: {
    en: 'Creative, culture and hobbies',
    tr: 'Sanat, kültür ve hobi',
    pl: 'Twórczość, kultura i hobby',
    ar: 'الإبداع والثقافة والهوايات',
    uk: 'Творчість, культура і хобі'
  },
  zingeving: {
    en: 'Faith and meaning',
    tr: 'İnanç ve anlam',
    pl: 'Wiara i sens życia',
    ar: 'الإيمان ومعنى الحياة',
    uk: 'Віра і сенс життя'
  },
  regenboog: {
    en: 'Rainbow',
    tr: 'Gökkuşağı',
    pl: 'Tęczowa społeczność',
    ar: 'قوس قزح',
    uk: 'Веселкова спільнота'
  },
  nieuwkomers: {
    en: 'New in the Netherlands',
    tr: 'Hollanda’da yeni',
    pl: 'Od niedawna w Holandii',
    ar: 'جديد في هولندا',
    uk: 'Нещодавно в Нідерландах'
  },
  vervoer: { en: 'Transport', tr: 'Ulaşım', pl: 'Transport', ar: 'المواصلات', uk: 'Транспорт' },
  opvoeden: {
    en: 'Raising children',
    tr: 'Çocuk yetiştirmek',
    pl: 'Wychowanie dzieci',
    ar: 'تربية الأطفال',
    uk: 'Виховання дітей'
  },
  jongeren: { en: 'Young people', tr: 'Gençler', pl: 'Młodzież', ar: 'الشباب', uk: 'Молодь' },
  scheiding: {
    en: 'Separation and family',
    tr: 'Boşanma ve aile',
    pl: 'Rozstanie i rodzina',
    ar: 'الانفصال والأسرة',
    uk: 'Розлучення і сім’я'
  },
  geweld: {
    en: 'Unsafe at home',
    tr: 'Evde güvende değil',
    pl: 'Przemoc w domu',
    ar: 'غير آمن في المنزل',
    uk: 'Небезпечно вдома'
  },
  crisis: {
    en: 'Help needed right now',
    tr: 'Hemen yardım gerekiyor',
    pl: 'Pomoc potrzebna natychmiast',
    ar: 'تحتاج إلى مساعدة الآن',
    uk: 'Допомога потрібна негайно'
  },
  recht: {
    en: 'Rights and objections',
    tr: 'Haklar ve itiraz',
    pl: 'Prawo i odwołania',
    ar: 'الحقوق والاعتراض',
    uk: 'Права та оскарження'
  },
  taal: {
    en: 'Language and reading',
    tr: 'Dil ve okuma',
    pl: 'Język i czytanie',
    ar: 'اللغة والقراءة',
    uk: 'Мова і читання'
  },
  digitaal: {
    en: 'Computer and internet',
    tr: 'Bilgisayar ve internet',
    pl: 'Komputer i internet',
    ar: 'الحاسوب والإنترنت',
    uk: 'Комп’ютер та інтернет'
  },
  werk: {
    en: 'Work and training',
    tr: 'İş ve eğitim',
    pl: 'Praca i szkolenia',
    ar: 'العمل والتدريب',
    uk: 'Робота і навчання'
  },
  psychisch: {
    en: 'Mental health',
    tr: 'Ruh sağlığı',
    pl: 'Zdrowie psychiczne',
    ar: 'الصحة النفسية',
    uk: 'Психічне здоров’я'
  },
  verslaving: { en: 'Addiction', tr: 'Bağımlılık', pl: 'Uzależnienie', ar: 'الإدمان', uk: 'Залежність' },
  bewegen: {
    en: 'Sport and exercise',
    tr: 'Spor ve hareket',
    pl: 'Sport i ruch',
    ar: 'الرياضة والحركة',
    uk: 'Спорт і рух'
  },
  ziekte: {
    en: 'Living with an illness',
    tr: 'Hastalıkla yaşamak',
    pl: 'Życie z chorobą',
    ar: 'العيش مع مرض',
    uk: 'Життя з хворобою'
  }
};

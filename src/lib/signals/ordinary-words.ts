/**
 * Words of the language that are also names. Written small in a text they are words; with a capital, or after
 * 'mevrouw', they may be somebody.
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  (
    'aard akker al amber an anker arend arts baan baas baars bakker bank bas bed beek beer ben berg berk best beuk ' +
    'bever bij blok bloem boer bok bol boom boon boot bos bot bouw brand breed brink broek broer bron brouwer brug ' +
    'bruin buik buis burg can claver dag dam dekker dick dijk do doek does dokter door dorp draad draak drie droog duif ' +
    'duin eik eiland els engel er es esch faith geel gerst goed gras groen groot haag haak haan haas hak ham hamer hand ' +
    'hard haring haver heer heide hek helder hof hoek hoog hoop horst hout huis in iris jager jan jet jong jonker kaart ' +
    'kamer kamp kapper keizer kelder kerk kers ketel keur kies kist klaver klein klok kluis knecht koek kok koning koe ' +
    'kool koopman koper korf korte kort kraai kraan krab krans kramer kreek kroon kruis kuiper kuil laan lam land lang ' +
    'lange leen leer leeuw lente linde lila lis loon lotus maan maat man mark markt mast mees meer meester mei meijer ' +
    'mei metselaar mier moed molen molenaar mol mos muis mus mulder naald nacht niemand nieuw nieuwenhuis noord noot ' +
    'olie oost oud oude os otter paal pan pap paul peer pels pen pijl pit ploeg plas poel pol poort post pot prins pronk ' +
    'put raaf raam rad reef reek rein rijk ring ridder riet rob rond rood roos rooster rot rozen ruiter rust schaap ' +
    'schaper schipper schilder schoen schrijver slager slot smid smit snel snoek sok spek spijker spin sport staal stad ' +
    'steen stem ster sterk stok storm straat stroom tak tam tang terp timmerman tol ton toren trom tuin tol uil vader ' +
    'vaart val valk veen veer veld ven verf vis visser vlag vlam vlas vliet vogel vos vreugd vriend vrij vrolijk vuur ' +
    'wagenaar wagen wal wand water weg weide weijer wending werf west wever wiel wiering wijs wild wil wilde winkel ' +
    'winter wit witte wolf woud zaal zand zee zeeman zeil zilver zoet zomer zon zuid zwaan zwart zwarte'
  ).split(' ')
);

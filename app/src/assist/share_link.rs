//! What social workers said about someone, written as the fragment of an address: the part after `#`, which no browser
//! sends. Short, as it is drawn as a QR code. A fragment that was cut or changed is refused, never read as something else.
//!
//! `1.` and, in base64url without padding, four bytes of checksum and the text deflated.

use domain::values::fingerprint::Fnv;
use miniz_oxide::DataFormat;
use miniz_oxide::deflate::core::{CompressionStrategy, CompressorOxide, TDEFLFlush, compress_to_output};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// Changes with anything that old fragments would be read wrongly by, first of all the dictionary.
const VERSION: u32 = 1;
/// Characters of a fragment.
pub const LONGEST_FRAGMENT: usize = 16_000;
/// Bytes of a text.
pub const LONGEST_TEXT: usize = 65_536;
/// Bytes before the deflated text.
const CHECKSUM: usize = 4;

/// What both sides know before the first byte: names, codes and words of a usual form, the most usual last. It takes a
/// third off. Never edit it: fragments on paper refer to its places. Another one is another `VERSION`, beside this one.
const DICTIONARY: &str = "\
&plus-de-65=&heures=&debut-aides=&partager-situation=oui&plan=&pch=&handicap=invalidite&handicap=reconnu&handicap=non\
&age=moins-de-60&age=60-a-64&age=65-et-plus&gir=inconnu&gir=4&foyer=couple&foyer=seul&ressources=\
+Elle+ne+peut+pas+sortir+seule%2C+il+vit+avec+son+conjoint%2C+aidant+%C3%A9puis%C3%A9+par+les+nuits\
+chute+depuis+%C3%A9tage+sans+ascenseur+cl%C3%A9s+gardien+digicode+chien+chat+parle+fran%C3%A7ais+m%C3%A9decin+kin%C3%A9\
+infirmi%C3%A8re+assistante+sociale+APA+dossier+demande+accord+attente+refus+liste+places+t%C3%A9l%C3%A9phone+r%C3%A9pond\
+c%27est+qu%27elle+d%27une+l%27aide+%C3%A0+la+toilette+et+aux+repas+pour+le+matin+ou+le+soir+dans+des+sur+du+au+en+a+est\
+pr%C3%A9f%C3%A8re+pr%C3%A9voir+apr%C3%A8s+avant+sortie+d%27h%C3%B4pital+d%C3%A8s+lundi+mardi+mercredi+jeudi+vendredi\
+samedi+dimanche+semaine+Madame+Monsieur+Mme+M.+sa+fille+son+fils+famille+voisine+Rappeler+Appeler+le+service+%3A+.%0A\
&habilitation=oui&public=handicap-adulte&public=handicap-enfant&public=maladies-neuro-degeneratives\
&public=fin-de-vie&public=personnes-agees&langue=&poids-prix=&poids-horaires=&poids-prestations=&poids-qualite=\
&poids-disponibilite=&mode=mise-a-disposition&mode=mandataire&mode=prestataire&indispensable=toilette\
&acte=soins-infirmiers&acte=bricolage&acte=informatique&acte=administratif&acte=portage-repas&acte=teleassistance\
&acte=garde-de-nuit&acte=conduite&acte=relais-aidant&acte=accompagnement&acte=presence&acte=change&acte=transferts\
&acte=linge&acte=courses&acte=menage&acte=lever-coucher&acte=toilette&acte=repas\
&jour-3=mar&jour-3=ven&de-3=14%3A00&a-3=16%3A00&pour-3=menage\
&jour-2=lun&jour-2=mar&jour-2=mer&jour-2=jeu&jour-2=ven&jour-2=sam&jour-2=dim&de-2=18%3A30&a-2=19%3A00&pour-2=aide\
lieu=75014&lieu=14e&debut=2026-12-01\
&jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam&jour-1=dim&de-1=08%3A00&a-1=09%3A00&pour-1=aide\
&aide-sociale=oui&vue=une&note-7500&note=&jour=2026-12-01&methode=1&donnees=&loi=..complet.liste-d-attente.ouvert\
&service=7500&vu-7500";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No fragment of ours: an anchor of the page, or something else.
    Foreign,
    /// Written by a later version of the site.
    Newer(u32),
    /// Cut or changed on its way.
    Broken,
    /// Longer than anything the page writes.
    TooLong,
}

/// The fragment of a text, without `#`. One of more than `LONGEST_TEXT` bytes is written, but never read.
pub fn write(text: &str) -> String {
    let packed = [CompressionStrategy::Default, CompressionStrategy::Fixed].map(|strategy| deflate(text, strategy));
    sealed(&packed.into_iter().min_by_key(Vec::len).unwrap_or_default())
}

/// The fragment of deflated bytes, whatever they are.
pub fn sealed(packed: &[u8]) -> String {
    let bytes = [&checksum(packed), packed].concat();
    format!("{VERSION}.{}", to_base64url(&bytes))
}

/// The text of a fragment, with or without its `#`, and without the signs of the sentence that it stood in.
pub fn read(fragment: &str) -> Result<String, LinkError> {
    let fragment = trimmed(fragment.strip_prefix('#').unwrap_or(fragment));
    let (version, body) = fragment.split_once('.').ok_or(LinkError::Foreign)?;
    let is_number = version.bytes().all(|digit| digit.is_ascii_digit());
    match version.parse::<u32>() {
        Ok(VERSION) if is_number => {}
        Ok(newer) if is_number && newer > VERSION => return Err(LinkError::Newer(newer)),
        Ok(_) | Err(_) => return Err(LinkError::Foreign),
    }
    if fragment.len() > LONGEST_FRAGMENT {
        return Err(LinkError::TooLong);
    }
    // What a sentence puts after a link is no part of it: the checksum tells whether more was changed.
    let body = body.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?)]>»\"'’”".contains(c));
    let bytes = from_base64url(body).ok_or(LinkError::Broken)?;
    let (sum, packed) = bytes.split_at_checked(CHECKSUM).ok_or(LinkError::Broken)?;
    if sum != checksum(packed) {
        return Err(LinkError::Broken);
    }
    inflate(packed)
}

/// Signs that mail programs take along from behind a link; no fragment of ours ends with one.
const BEHIND: [char; 16] = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\'', '»', '…', '*', ' '];
/// The same in percents, of which each gateway on the way may have encoded the sign again.
const BEHIND_CODED: [&str; 12] =
    ["%20", "%22", "%27", "%29", "%2C", "%2E", "%3E", "%5D", "%7D", "%C2%BB", "%C2%A0", "%E2%80%A6"];

/// A fragment without what stood behind the link, written plainly or in percents.
fn trimmed(fragment: &str) -> &str {
    let mut rest = fragment;
    loop {
        let plain = rest.trim_end_matches(BEHIND);
        let cut = BEHIND_CODED.into_iter().find_map(|code| coded_end(plain, code));
        match cut {
            Some(shorter) => rest = shorter,
            // "1." alone is a fragment of ours that was cut.
            None if plain.len() < 2 || !plain.contains('.') => return fragment,
            None => return plain,
        }
    }
}

/// What stands before a sign at the end, "%29" or "%2529" and so on.
fn coded_end<'a>(text: &'a str, code: &str) -> Option<&'a str> {
    let mut rest = text;
    for sign in code.split('%').skip(1).collect::<Vec<_>>().into_iter().rev() {
        let at = rest.len().checked_sub(sign.len())?;
        rest.get(at..).filter(|end| end.eq_ignore_ascii_case(sign))?;
        rest = rest.get(..at)?;
        while let Some(before) =
            rest.strip_suffix("25").filter(|before| before.ends_with('%') || before.ends_with("25"))
        {
            rest = before;
        }
        rest = rest.strip_suffix('%')?;
    }
    Some(rest)
}

/// Of the deflated bytes, since two of them may give one text, and nothing that was changed is unpacked; of the dictionary,
/// since with another the same bytes would give another text.
fn checksum(packed: &[u8]) -> [u8; CHECKSUM] {
    let hash = Fnv::default().chain(DICTIONARY.as_bytes()).chain(packed).finish();
    ((hash >> 32) as u32 ^ hash as u32).to_be_bytes()
}

/// Deflates the dictionary, throws that away, and goes on with the text, which may refer to what came before it.
fn deflate(text: &str, strategy: CompressionStrategy) -> Vec<u8> {
    let mut compressor = CompressorOxide::with_params(DataFormat::Raw, 10, strategy, 15);
    let mut packed = Vec::new();
    // A flush ends on a whole byte. What takes every byte cannot fail.
    let _ = compress_to_output(&mut compressor, DICTIONARY.as_bytes(), TDEFLFlush::Sync, |_| true);
    let _ = compress_to_output(&mut compressor, text.as_bytes(), TDEFLFlush::Finish, |bytes| {
        packed.extend_from_slice(bytes);
        true
    });
    packed
}

/// Inflates after the dictionary, into room for the longest text and no more.
fn inflate(packed: &[u8]) -> Result<String, LinkError> {
    let start = DICTIONARY.len();
    let mut room = DICTIONARY.as_bytes().to_vec();
    room.resize(start + LONGEST_TEXT, 0);
    let mut decompressor = Box::<DecompressorOxide>::default();
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    match decompress(&mut decompressor, packed, &mut room, start, flags) {
        (TINFLStatus::Done, read, written) if read == packed.len() => {
            let text = room.get(start..start + written).unwrap_or_default();
            String::from_utf8(text.to_vec()).map_err(|_| LinkError::Broken)
        }
        (TINFLStatus::HasMoreOutput, ..) => Err(LinkError::TooLong),
        _ => Err(LinkError::Broken),
    }
}

/// By hand: the crates that do it would add 3 to 4 kB to the browser client.
const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn to_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        text.extend((0..=three.len()).map(|at| BASE64URL[(bits >> (18 - 6 * at)) as usize % 64] as char));
    }
    text
}

/// None for another character, for a length that no bytes have, or where bits are left over: one text for some bytes.
fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for four in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for (at, character) in four.iter().enumerate() {
            let six = BASE64URL.iter().position(|sign| sign == character)?;
            bits |= (six as u32) << (18 - 6 * at);
        }
        let [_, three @ ..] = bits.to_be_bytes();
        let (whole, left) = three.split_at(four.len() - 1);
        if whole.is_empty() || left.iter().any(|bits| *bits != 0) {
            return None;
        }
        bytes.extend_from_slice(whole);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;
    use proptest::prelude::*;

    use super::{LONGEST_FRAGMENT, LONGEST_TEXT, LinkError, checksum, from_base64url, read, to_base64url, write};

    /// Three visits a week, three services, two notes, and what was known that day.
    const USUAL: &str = "lieu=14e&debut=2026-12-03&jour-1=lun&jour-1=mar&jour-1=mer&jour-1=jeu&jour-1=ven&jour-1=sam\
        &jour-1=dim&de-1=08%3A15&a-1=09%3A45&pour-1=aide&jour-2=mer&de-2=14%3A00&a-2=17%3A00&pour-2=menage\
        &acte=toilette&acte=courses&acte=menage&indispensable=toilette&mode=prestataire&langue=portugais&vue=une\
        &service=750012345&service=750831209&service=750058448\
        &note-750012345=La+responsable+passe+au+domicile+jeudi+prochain+%C3%A0+10+h.\
        &note=Habitait+chez+sa+ni%C3%A8ce+jusqu%27en+octobre.+Deux+chutes+cet+automne.+Voir+la+mutuelle+pour+le+premier+mois.\
        &jour=2026-11-24&methode=1&donnees=9d72735c96ac92e3&loi=cf852fddcb44f649\
        &vu-750012345=112450.33210.ouvert&vu-750831209=98700.30105.liste-d-attente&vu-750058448=..";

    /// The fragment of some packed bytes, as if they were ours.
    fn sealed(packed: &[u8]) -> String {
        format!("1.{}", to_base64url(&[&checksum(packed), packed].concat()))
    }

    #[test]
    fn a_usual_text_is_short_enough_to_be_drawn() {
        assert!(USUAL.len() >= 700, "{}", USUAL.len());
        let fragment = write(USUAL);
        assert!(fragment.len() <= 420, "{} characters for {}", fragment.len(), USUAL.len());
        assert_eq!(read(&fragment).as_deref(), Ok(USUAL));
        assert_eq!(read(&format!("#{fragment}")).as_deref(), Ok(USUAL));
        for after in [".", ")", ").", " ", ",", " »."] {
            assert_eq!(read(&format!("#{fragment}{after}")).as_deref(), Ok(USUAL), "{after:?}");
        }
    }

    #[test]
    fn a_fragment_on_paper_is_read_for_ever() {
        let text = "lieu=14e&jour-1=lun&de-1=08%3A00&a-1=09%3A30&acte=toilette&service=750012345&notes=%C3%A0+rappeler";
        assert_eq!(read("1.KhiaX4MHCJL_sbseFL4o6QHZOEMjYxNTsHOLbaHFeBG0yAIA").as_deref(), Ok(text));
    }

    #[test]
    fn the_signs_of_the_sentence_around_a_link_are_trimmed() {
        let fragment = write(USUAL);
        for behind in [
            ".",
            ")",
            ").",
            " ).",
            ">",
            "»",
            " »",
            "…",
            "%29",
            "%2e",
            "%2529",
            "%25252E",
            "%25C2%25BB",
            "%C2%A0%C2%BB.",
            "\"",
            ",",
            "!",
        ] {
            assert_eq!(read(&format!("#{fragment}{behind}")).as_deref(), Ok(USUAL), "{behind}");
        }
        for behind in ["A", ".A", "-", "=", "%41"] {
            assert!(read(&format!("#{fragment}{behind}")).is_err(), "{behind}");
        }
    }

    #[test]
    fn what_is_not_ours_or_not_yet_is_said() {
        for foreign in
            ["", "#", "#contenu", "0.AAAA", "+1.AAAA", "-1.AAAA", ".", "un.deux", "99999999999.AAAA", "##1.AAAA"]
        {
            assert_eq!(read(foreign), Err(LinkError::Foreign), "{foreign}");
        }
        assert_eq!(read("#2.whatever it is"), Err(LinkError::Newer(2)));
        for broken in ["1.", "1.A", "1.AAAA", "1.AAAAAAAA", "1.AAAAAAA=", "1.é", "1. "] {
            assert_eq!(read(broken), Err(LinkError::Broken), "{broken}");
        }
        assert_eq!(read(&sealed(&compress_to_vec(b"\xff\xfe", 9))), Err(LinkError::Broken), "not UTF-8");
        let followed = [compress_to_vec(b"a", 9), vec![0]].concat();
        assert_eq!(read(&sealed(&followed)), Err(LinkError::Broken), "more after the end");
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let longest = "a".repeat(LONGEST_TEXT);
        assert_eq!(read(&write(&longest)).as_deref(), Ok(longest.as_str()));
        assert_eq!(read(&write(&format!("{longest}a"))), Err(LinkError::TooLong));
        let bomb = write(&"a".repeat(3_000_000));
        assert!(bomb.len() < LONGEST_FRAGMENT);
        assert_eq!(read(&bomb), Err(LinkError::TooLong));
        assert_eq!(read(&format!("1.{}", "A".repeat(LONGEST_FRAGMENT - 1))), Err(LinkError::TooLong));
    }

    #[test]
    fn base64url_is_that_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("?>~", "Pz5-")]
        {
            assert_eq!(to_base64url(bytes.as_bytes()), text);
            assert_eq!(from_base64url(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(from_base64url("Zh"), None, "bits left over");
    }

    #[test]
    fn no_change_of_one_character_is_read() {
        let fragment = write(USUAL);
        for at in 0..fragment.len() {
            assert!(read(&fragment[..at]).is_err(), "cut at {at}");
            let without = [&fragment[..at], &fragment[at + 1..]].concat();
            assert!(read(&without).is_err(), "without {at}");
            for other in "Aaz09-_.#%é".chars().filter(|other| !fragment[at..].starts_with(*other)) {
                let changed = format!("{}{other}{}", &fragment[..at], &fragment[at + 1..]);
                assert!(read(&changed).is_err(), "{other} at {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in any::<String>(), repeated in 0_usize..40) {
            let text = text.repeat(repeated);
            prop_assert_eq!(read(&write(&text)), Ok(text));
        }

        #[test]
        fn every_form_comes_back(pairs in proptest::collection::vec(("[a-z]{1,8}(-[1-9])?", any::<String>()), 0..40)) {
            let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            prop_assert_eq!(read(&write(&text)), Ok(text));
        }

        #[test]
        fn a_changed_fragment_is_an_error(text in "[a-z0-9=&%+]{0,300}", at in any::<prop::sample::Index>(), other in any::<char>()) {
            let fragment = write(&text);
            let at = at.index(fragment.len());
            prop_assume!(!fragment[at..].starts_with(other));
            let changed = format!("{}{other}{}", &fragment[..at], &fragment[at + 1..]);
            prop_assert!(read(&changed).is_err());
            prop_assert!(read(&[&fragment[..at], &fragment[at + 1..]].concat()).is_err());
            prop_assert!(read(&fragment[..at]).is_err());
        }

        #[test]
        fn anything_is_a_text_or_an_error(noise in any::<String>(), bytes in any::<Vec<u8>>()) {
            let _ = read(&noise);
            let _ = read(&format!("1.{noise}"));
            let _ = read(&sealed(&bytes));
        }
    }
}

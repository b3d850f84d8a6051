//! What a person would pay under each GIR while theirs is not known: one table above the list. Each GIR is a button
//! that computes the list with it.

use domain::aids::Gir;
use domain::ranking::spread::GirAmounts;
use domain::values::closed_list::ClosedList;
use leptos::prelude::*;

use super::page_contract::SITUATION_FORM;
use crate::aids::form::GIR;
use crate::text::{Results as W, Words};

/// The table. Its buttons send the form of the situation with the chosen GIR.
pub fn by_gir_table(t: Words, rows: &[GirAmounts]) -> AnyView {
    let rows: Vec<AnyView> = rows
        .iter()
        .map(|row| {
            // The amounts for GIR 5 and 6 are the same: neither gives a right to the APA.
            let (value, words) = match row.gir {
                Some(gir) => (gir.code(), t.gir(gir)),
                None => (Gir::Five.code(), t.say(W::GirNone).to_owned()),
            };
            let amounts = match row.least == row.most {
                true => t.euros(row.least),
                false => t.fill(W::GirAmounts, &[&t.euros(row.least), &t.euros(row.most)]),
            };
            view! {
                <tr>
                    <th scope="row">
                        <button class="secondary" type="submit" form=SITUATION_FORM name=GIR value=value>
                            {words}
                        </button>
                    </th>
                    <td>{amounts}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="by-gir">
            <caption>{t.say(W::GirTable)} " " <small>{t.say(W::GirTableWhat)}</small></caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use domain::Cents;
    use domain::aids::Gir;
    use domain::ranking::spread::GirAmounts;
    use leptos::prelude::RenderHtml;

    use super::by_gir_table;
    use crate::text::{Lang, Words};

    #[test]
    fn each_gir_is_a_button_of_the_situation() {
        let rows = [
            GirAmounts { gir: Some(Gir::Two), least: Cents(8_200), most: Cents(14_050) },
            GirAmounts { gir: None, least: Cents(72_500), most: Cents(72_500) },
        ];
        let html = by_gir_table(Words::of(Lang::French), &rows).to_html();
        assert!(html.contains(r#"form="situation" name="gir" value="2""#), "{html}");
        assert!(html.contains("de 82,00\u{a0}€ à 140,50\u{a0}€"), "{html}");
        assert!(
            html.contains(r#"value="5""#) && html.contains("GIR 5 ou 6") && html.contains("725,00\u{a0}€"),
            "{html}"
        );
    }
}

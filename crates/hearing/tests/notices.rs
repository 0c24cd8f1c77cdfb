//! An edition of the notices is one text: who changes a word raises the edition, or this fails.

use hearing::{Role, notice};

#[test]
fn an_edition_is_one_text() {
    let mut text = notice::consent().join("\n");
    for role in [Role::Party, Role::Observer] {
        text = format!("{text}\n\n{}", notice::discipline(role).join("\n"));
    }
    text = format!("{text}\n\n{}", notice::no_recording("某某"));
    for role in Role::ALL {
        if let Some(undertaking) = notice::undertaking(role, "某某", "某法院") {
            text = format!("{text}\n\n{undertaking}");
        }
    }
    insta::assert_snapshot!(format!("edition_{}", notice::EDITION), text);
}

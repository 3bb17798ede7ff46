//! Any method of a reader at any time, as a caller with a mistake might.

use tvpass::json::Reader;

pub(crate) fn any_call(reader: &mut Reader<'_>, choice: u8) {
    match choice % 13 {
        0 => reader.enter_object(),
        1 => reader.enter_list(),
        2 => reader.leave(),
        3 => drop(reader.key()),
        4 => drop(reader.item()),
        5 => reader.skip(),
        6 => drop(reader.null()),
        7 => drop(reader.boolean()),
        8 => drop(reader.text()),
        9 => drop(reader.number()),
        10 => drop(reader.peek()),
        11 => drop(reader.value()),
        _ => drop(reader.token()),
    }
}

//! Answers that are one list or map of records: walked in constant memory.

use core::marker::PhantomData;

use super::stream::Walker;
use crate::json::{Error, Reader, Text};
use crate::output::TooSmall;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Top,
    Items,
    End,
}

/// A record that an answer holds in a list or map, and the place of that list or map in the answer.
pub trait Item<'a>: Sized {
    #[doc(hidden)]
    const CONTAINER: &'static &'static str;
    #[doc(hidden)]
    const IN_MAP: bool;
    #[doc(hidden)]
    const KEY: &'static str;
    /// Reads the item where it is handed out, since it is large.
    #[doc(hidden)]
    fn read_item(place: &mut Option<Self>, key: Text<'a>, reader: &mut Reader<'a>);
    /// The whole answer of these items.
    #[doc(hidden)]
    fn encode_all<'b>(items: Items<'a, Self>, buffer: &'b mut [u8]) -> Result<&'b [u8], TooSmall>;
    /// The rank by which the first of the highest is found.
    #[doc(hidden)]
    fn rank(&self) -> u64 {
        0
    }
}

/// The items of a checked answer, in order. An item that is null, or lacks what identifies it, is passed over (T10).
///
/// ```
/// use tvpass::endpoint::Decisions;
///
/// let decisions = Decisions::decode(br#"{"decisions": [{"resource": "REF30", "serviceProvider": "REF30",
///     "mvpd": "Dish", "authorized": true, "source": "mvpd"}]}"#).unwrap();
/// assert!(decisions.iter().next().is_some_and(|decision| decision.authorized));
/// ```
#[derive(Clone)]
pub struct Items<'a, T> {
    walk: Walk<'a>,
    item: PhantomData<T>,
}

impl<'a, T: Item<'a>> Items<'a, T> {
    /// At the start of `body`, which is not checked yet.
    pub(super) fn new(body: &'a [u8]) -> Self {
        Self::from_reader(Reader::new(body))
    }

    fn from_reader(reader: Reader<'a>) -> Self {
        Self { walk: Walk { reader, place: Place::Start, found: false, skipped: 0 }, item: PhantomData }
    }

    /// Within the checked answer `text`, before an item: from its start, or from behind another item.
    pub(super) fn resumed(text: &'a str, offset: usize) -> Self {
        let mut items = Self::from_reader(Reader::resumed(text, offset, 0b10 | u32::from(T::IN_MAP), 2));
        if offset > 0 {
            items.walk.place = Place::Items;
        }
        items
    }

    /// Reads all items; says where the first of the highest rank can be read again.
    pub(super) fn find_best(&mut self) -> Option<usize> {
        let (mut best, mut rank) = (None, 0);
        loop {
            let offset = self.walk.reader.offset();
            let Some(item) = self.next() else { return best };
            if best.is_none() || item.rank() > rank {
                (best, rank) = (Some(offset), item.rank());
            }
        }
    }

    /// The number of items that were skipped so far.
    pub(super) fn skipped(&self) -> u32 {
        self.walk.skipped
    }

    /// Says whether the answer was whole, once all items are read.
    pub(super) fn end(&mut self) -> Result<(), Error> {
        self.walk.end(T::CONTAINER)
    }

    /// The whole text; empty where it is not UTF-8.
    pub(super) const fn text(&self) -> &'a str {
        self.walk.reader.whole()
    }
}

impl<'a, T: Item<'a>> Items<'a, T> {
    /// Goes one token on, and puts the item that stood there into its empty place, unless it was skipped, or wrong.
    // Once for each type of items, whoever walks: a record's lane is large.
    #[inline(never)]
    fn advance_into(&mut self, place: &mut Option<T>) {
        let Some(key) = self.walk.advance(T::CONTAINER, T::IN_MAP) else { return };
        let reader = &mut self.walk.reader;
        let mark = reader.mark();
        T::read_item(place, key, reader);
        if reader.failed() {
            *place = None;
            self.walk.skipped = self.walk.skipped.saturating_add(u32::from(reader.forgive_item(mark, T::KEY)));
        }
    }
}

impl<'a, T: Item<'a>> Iterator for Items<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let mut item = None;
        while item.is_none() && !self.walk.reader.failed() && self.walk.place != Place::End {
            self.advance_into(&mut item);
        }
        item
    }
}

/// The place of a walk over items, and what it has met so far.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct ItemsPlace {
    place: Place,
    found: bool,
    skipped: u32,
}

impl ItemsPlace {
    pub(super) const START: Self = Self { place: Place::Start, found: false, skipped: 0 };
}

impl<'a, T: Item<'a>> Walker<'a> for Items<'a, T> {
    type Piece = T;
    type Place = ItemsPlace;

    fn continued(reader: Reader<'a>, at: ItemsPlace) -> Self {
        let ItemsPlace { place, found, skipped } = at;
        Self { walk: Walk { reader, place, found, skipped }, item: PhantomData }
    }

    fn place(&self) -> ItemsPlace {
        ItemsPlace { place: self.walk.place, found: self.walk.found, skipped: self.walk.skipped }
    }

    fn reader(&mut self) -> &mut Reader<'a> {
        &mut self.walk.reader
    }

    fn advance(&mut self) -> Option<T> {
        let mut item = None;
        self.advance_into(&mut item);
        item
    }

    fn is_at_end(&self) -> bool {
        self.walk.place == Place::End
    }

    fn end(&mut self) -> Result<(), Error> {
        Self::end(self)
    }

    fn skipped(&self) -> u32 {
        self.walk.skipped
    }
}

/// The way to the items, which is the same for those of every type.
#[derive(Clone)]
struct Walk<'a> {
    reader: Reader<'a>,
    place: Place,
    found: bool,
    skipped: u32,
}

impl<'a> Walk<'a> {
    /// Goes one token on; gives the key of an item that stands next.
    fn advance(&mut self, container: &'static &'static str, in_map: bool) -> Option<Text<'a>> {
        match self.place {
            Place::Start => {
                self.reader.enter_object();
                self.place = Place::Top;
            }
            Place::Top => self.top(container, in_map),
            Place::Items => match self.item(in_map) {
                None => self.place = Place::Top,
                key => return key,
            },
            Place::End => {}
        }
        None
    }

    fn top(&mut self, container: &'static &'static str, in_map: bool) {
        let Some(key) = self.reader.key() else {
            self.place = Place::End;
            return;
        };
        if key != **container {
            return;
        }
        self.reader.set_field(container);
        self.found = true;
        if self.reader.null() {
            return;
        }
        if in_map {
            self.reader.enter_object();
        } else {
            self.reader.enter_list();
        }
        self.place = Place::Items;
    }

    fn item(&mut self, in_map: bool) -> Option<Text<'a>> {
        if in_map { self.reader.key() } else { self.reader.item().then(Text::default) }
    }

    fn end(&mut self, container: &'static &'static str) -> Result<(), Error> {
        if !self.found {
            self.reader.missing(container);
        }
        self.reader.end()
    }
}

/// Makes a record the item of an answer, and declares the whole answer.
macro_rules! items {
    (
        $(#[$meta:meta])*
        pub struct $whole:ident, $stream:ident: $item:ident, $container:literal, in map $in_map:literal,
        written by $encode:ident
    ) => {
        impl<'a> $crate::endpoint::items::Item<'a> for $item<'a> {
            const CONTAINER: &'static &'static str = &$container;
            const IN_MAP: bool = $in_map;
            const KEY: &'static str = $crate::json::item_key($item::FIELDS);

            fn read_item(place: &mut Option<Self>, _: $crate::json::Text<'a>, reader: &mut $crate::json::Reader<'a>) {
                $crate::json::read_into(place, reader);
            }

            fn encode_all<'b>(
                items: $crate::endpoint::Items<'a, Self>,
                buffer: &'b mut [u8],
            ) -> Result<&'b [u8], $crate::TooSmall> {
                $encode(items, buffer)
            }
        }

        $crate::endpoint::items::whole! {
            $(#[$meta])*
            pub struct $whole, $stream: $item
        }
    };
}

/// Declares a whole answer by its items, and the stream of them.
macro_rules! whole {
    (
        $(#[$meta:meta])*
        pub struct $whole:ident $(, $stream:ident)?: $item:ident
    ) => {
        $(
            #[doc = concat!("[`", stringify!($whole), "`] in parts: its pieces are [`", stringify!($item), "`]s.")]
            pub type $stream = $crate::endpoint::Stream<$whole<'static>>;

            impl $crate::endpoint::Streamed for $whole<'static> {
                type Piece<'w> = $item<'w>;
                type Place = $crate::endpoint::items::ItemsPlace;
                type Walker<'w> = $crate::endpoint::Items<'w, $item<'w>>;
                const START: Self::Place = $crate::endpoint::items::ItemsPlace::START;
            }
        )?

        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $whole<'a> {
            text: &'a str,
            skipped: u32,
            /// The place from which the first item of the highest rank can be read again.
            best: Option<usize>,
        }

        // By its items, which know what is secret in them.
        impl core::fmt::Debug for $whole<'_> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_list().entries(self.iter()).finish()
            }
        }

        impl<'a> $whole<'a> {
            /// Checks `body` from its first byte to its last.
            ///
            /// # Errors
            /// What is wrong first, and where.
            pub fn decode(body: &'a [u8]) -> Result<Self, $crate::json::Error> {
                let mut items = $crate::endpoint::Items::<$item<'a>>::new(body);
                let text = items.text();
                let best = items.find_best();
                items.end()?;
                Ok(Self { text, skipped: items.skipped(), best })
            }

            /// The number of items that were skipped, since they are null or lack what identifies them (T10).
            #[must_use]
            pub const fn skipped(&self) -> u32 {
                self.skipped
            }

            /// True if there is none.
            #[must_use]
            pub const fn is_empty(&self) -> bool {
                self.best.is_none()
            }

            /// The items, in order.
            #[must_use]
            pub fn iter(&self) -> $crate::endpoint::Items<'a, $item<'a>> {
                $crate::endpoint::Items::resumed(self.text, 0)
            }
        }

        impl<'a> IntoIterator for $whole<'a> {
            type Item = $item<'a>;
            type IntoIter = $crate::endpoint::Items<'a, $item<'a>>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        impl<'r> $crate::endpoint::Answer<'r> for $whole<'r> {
            fn decode(body: &'r [u8]) -> Result<Self, $crate::json::Error> {
                Self::decode(body)
            }

            fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8], $crate::TooSmall> {
                <$item<'_> as $crate::endpoint::Item<'_>>::encode_all(self.iter(), buffer)
            }
        }
    };
}

pub(super) use {items, whole};

//! Closed lists of the field (acts, publics, modes…): an enum, its published codes, and sets of it as bits.

use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A closed list: each value has a stable code used in files, URLs and JSON. One of more values than a `Set` has bits has
/// no sets: it would not compile.
pub trait ClosedList: Copy + Eq + 'static {
    const ALL: &'static [Self];
    fn code(self) -> &'static str;
    fn position(self) -> u32;

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Declares an enum as a closed list; serde writes each value as its code.
#[macro_export]
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant),+ }

        impl $crate::values::closed_list::ClosedList for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
            fn position(self) -> u32 { self as u32 }
        }
    };
}

/// A set of values of a closed list, in the list's order.
pub struct Set<T> {
    bits: u32,
    of: PhantomData<T>,
}

impl<T> Set<T> {
    pub const EMPTY: Self = Self { bits: 0, of: PhantomData };

    pub fn bits(self) -> u32 {
        self.bits
    }

    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    pub fn len(self) -> u32 {
        self.bits.count_ones()
    }

    pub fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, of: PhantomData }
    }

    pub fn minus(self, other: Self) -> Self {
        Self { bits: self.bits & !other.bits, of: PhantomData }
    }

    pub fn intersection(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits, of: PhantomData }
    }
}

impl<T: ClosedList> Set<T> {
    /// Asked for wherever a value becomes a bit.
    const FITS: () = assert!(T::ALL.len() <= u32::BITS as usize);

    pub fn all() -> Self {
        T::ALL.iter().copied().collect()
    }

    pub fn contains(self, value: T) -> bool {
        let () = Self::FITS;
        self.bits >> value.position() & 1 == 1
    }

    #[must_use]
    pub fn with(self, value: T) -> Self {
        let () = Self::FITS;
        Self { bits: self.bits | 1 << value.position(), of: PhantomData }
    }

    /// The set with the value added if a condition holds. It has no branch, because the ranking calls it for every fact
    /// of every provider.
    #[must_use]
    #[inline]
    pub fn with_if(self, condition: bool, value: T) -> Self {
        let () = Self::FITS;
        Self { bits: self.bits | u32::from(condition) << value.position(), of: PhantomData }
    }

    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |value| self.contains(*value))
    }
}

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Set<T> {}
impl<T> PartialEq for Set<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}
impl<T> Eq for Set<T> {}
impl<T> PartialOrd for Set<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Set<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits.cmp(&other.bits)
    }
}
impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::EMPTY
    }
}
impl<T: ClosedList + fmt::Debug> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl<T: ClosedList> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        values.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl<T: ClosedList + Serialize> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            let values: Vec<T> = self.iter().collect();
            values.serialize(serializer)
        } else {
            self.bits.serialize(serializer)
        }
    }
}

impl<'de, T: ClosedList + Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values<T>(PhantomData<T>);
        impl<'de, T: ClosedList + Deserialize<'de>> Visitor<'de> for Values<T> {
            type Value = Set<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of codes")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Set<T>, A::Error> {
                let mut set = Set::EMPTY;
                while let Some(value) = seq.next_element::<T>()? {
                    set = set.with(value);
                }
                Ok(set)
            }
        }
        if deserializer.is_human_readable() {
            return deserializer.deserialize_seq(Values(PhantomData));
        }
        let bits = u32::deserialize(deserializer)?;
        if bits & !Set::<T>::all().bits != 0 {
            return Err(D::Error::custom("a value outside the closed list"));
        }
        Ok(Self { bits, of: PhantomData })
    }
}

//! Enums whose values have names.

/// Gives each value of an enum its name, said here and nowhere else: in data and messages, in addresses and attributes,
/// on the command line.
macro_rules! named {
    ($($type:ident { $($variant:ident $name:literal),+ $(,)? })+) => {$(
        impl $type {
            /// Every value, in order.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// Its name, in data, addresses, attributes and on the command line.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }

        impl $crate::model::json::FromJson for $type {
            fn from_json(json: &$crate::model::json::Value) -> Option<Self> {
                Self::named(json.as_str()?)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )+};
}
pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::model::{Direction, State};

    #[test]
    fn values_are_found_by_their_names() {
        assert!(State::ALL.iter().all(|state| State::named(state.as_str()) == Some(*state)));
        assert_eq!(Direction::named("RTL"), None);
        assert_eq!(serde_json::to_string(&State::Withdrawn).unwrap(), "\"withdrawn\"");
    }
}

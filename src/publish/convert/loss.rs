//! Which problems say that something of a source is in no release, so that a conversion cannot have it either.

use crate::ingest::Kind;

/// Whether something is lost to whoever converts a source with a problem of this kind. What is withheld is not: it is converted,
/// withheld.
#[must_use]
pub fn is_loss(kind: Kind) -> bool {
    match kind {
        Kind::Unreadable
        | Kind::Syntax
        | Kind::FrontMatter
        | Kind::UnreadHeader
        | Kind::UnknownFormat
        | Kind::Expiry
        | Kind::UnknownKey
        | Kind::DuplicateKey
        | Kind::NextPage
        | Kind::PassedOver
        | Kind::LeftOut
        | Kind::NotPublic
        | Kind::TooDeep
        | Kind::TooLarge
        | Kind::DuplicateId
        | Kind::MissingId
        | Kind::EmptyRelease
        | Kind::BadDate
        | Kind::UnsureTime
        | Kind::ImplausibleDate
        | Kind::BadLanguage
        | Kind::BadUrl
        | Kind::MissingFile
        | Kind::UnknownRelease
        | Kind::BadLook
        | Kind::BadOrigin
        | Kind::BadKey
        | Kind::BadStatus
        | Kind::BadAlias
        | Kind::EmbargoWithoutZone
        | Kind::DroppedMarkup
        | Kind::RelativeLink
        | Kind::NotConverted
        | Kind::WrongType => true,
        Kind::Encoding
        | Kind::NoFormatVersion
        | Kind::Draft
        | Kind::UnclearHold
        | Kind::EmbargoInText
        | Kind::FutureDate
        | Kind::GroupWaits
        | Kind::DuplicateVersion
        | Kind::NearName
        | Kind::Repaired
        | Kind::DamagedText
        | Kind::MissingTitle
        | Kind::UnsureDate
        | Kind::DateFromName
        | Kind::MissingVersion
        | Kind::MissingAlt
        | Kind::BrokenPicture
        | Kind::PictureSaysWhere
        | Kind::UnknownTopic
        | Kind::AccentShifted
        | Kind::AnyOrigin
        | Kind::OutOfReach
        | Kind::LegalAdvice
        | Kind::BadContact
        | Kind::IncompleteStatus
        | Kind::AddressTaken
        | Kind::AddressKept
        | Kind::TemplateLeftover => false,
    }
}

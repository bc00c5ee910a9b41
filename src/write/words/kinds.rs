//! What each kind of problem is, in a French sentence: problems themselves are told in English.

use crate::ingest::Kind;

/// The sentence.
pub(in crate::write) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Unreadable => "Le fichier ou le dossier ne peut pas être lu.",
        Kind::Encoding => "Le fichier n’est pas en UTF-8 : des lettres peuvent être fausses.",
        Kind::Syntax => "Le fichier est cassé, rien n’en est gardé.",
        Kind::FrontMatter => "Une ligne de l’en-tête ne peut pas être lue.",
        Kind::UnreadHeader => "L’en-tête n’est pas compris : le communiqué est retenu.",
        Kind::UnknownFormat => "Ce format de fichier n’est pas connu.",
        Kind::NoFormatVersion => "Le fichier JSON ne dit pas qu’il est un JSON Feed.",
        Kind::Draft => "Le communiqué se dit brouillon.",
        Kind::UnclearHold => {
            "Quelque chose semble vouloir retenir le communiqué et n’est pas compris : il est retenu jusqu’à ce que ce soit clair."
        }
        Kind::EmbargoInText => {
            "Le texte parle d’un embargo qu’aucun champ ne dit : le communiqué est retenu. Remplissez l’embargo, ou ôtez-le du texte."
        }
        Kind::FutureDate => "La date est à venir : le communiqué l’attend.",
        Kind::GroupWaits => "Une autre langue de ce communiqué attend, et celle-ci avec elle.",
        Kind::Expiry => "Le communiqué ne devait être montré que jusqu’à une date.",
        Kind::UnknownKey => "Un nom de l’en-tête n’est lu par personne.",
        Kind::DuplicateKey => "Un nom de l’en-tête s’y trouve deux fois.",
        Kind::DuplicateVersion => "Deux versions de ce communiqué sont dans la même langue.",
        Kind::NextPage => "Une page suivante du flux n’est pas lue.",
        Kind::PassedOver => "Ce fichier ou dossier n’est pas lu.",
        Kind::LeftOut => {
            "Quelque chose du fichier n’est pas pour les lecteurs et est laissé de côté."
        }
        Kind::NotPublic => {
            "Un fichier nommé ici ne doit pas devenir public : il est laissé de côté."
        }
        Kind::NearName => "Un fichier a été trouvé sous un nom voisin de celui qui est écrit.",
        Kind::Repaired => "Un texte abîmé a été réparé.",
        Kind::DamagedText => "Des lettres se sont perdues dans le texte avant d’arriver ici.",
        Kind::TooDeep => "Trop de niveaux imbriqués : le texte est gardé sans sa mise en forme.",
        Kind::TooLarge => "Le fichier est trop grand.",
        Kind::DuplicateId => "Deux communiqués ont le même identifiant.",
        Kind::MissingTitle => "Le titre manque.",
        Kind::MissingId => "L’identifiant manque.",
        Kind::EmptyRelease => "Ni titre ni texte : ce n’est pas encore un communiqué.",
        Kind::BadDate => "Cette date n’en est pas une.",
        Kind::UnsureTime => "Le jour est sûr, l’heure ne l’est pas.",
        Kind::UnsureDate => "Quelque chose contredit la date.",
        Kind::ImplausibleDate => "Aucun communiqué n’a pu paraître cette année-là.",
        Kind::DateFromName => "La date n’est dite que par le nom du fichier.",
        Kind::BadLanguage => "Cette langue n’en est pas une.",
        Kind::MissingVersion => "Il manque une version dans une langue de la salle de presse.",
        Kind::BadUrl => "Une adresse n’est pas de celles où une page peut mener.",
        Kind::MissingFile => "Une image ou un fichier n’est pas là où le communiqué le dit.",
        Kind::MissingAlt => "Une image n’a pas de texte alternatif : dites ce qu’elle montre.",
        Kind::BrokenPicture => "Un fichier nommé comme une image n’en est pas une.",
        Kind::PictureSaysWhere => {
            "Une image dit dans ses données où elle a été prise, et serait publiée avec."
        }
        Kind::UnknownTopic => "Ce thème n’est pas parmi ceux de la salle de presse.",
        Kind::UnknownRelease => "Un communiqué nommé ici n’est pas là, ou ne doit pas être montré.",
        Kind::BadLook => "Un fichier de l’apparence du site ne convient pas.",
        Kind::AccentShifted => "La couleur de la salle de presse a été ajustée pour être lisible.",
        Kind::LegalAdvice => "Une page que la loi demande le plus souvent manque.",
        Kind::BadOrigin => "Qui peut montrer le site dans un cadre n’est pas une adresse de site.",
        Kind::AnyOrigin => "Tout site peut montrer les derniers communiqués dans un cadre.",
        Kind::BadKey => "La clé pour les moteurs de recherche n’en est pas une.",
        Kind::OutOfReach => {
            "Quelque chose par quoi d’autres apprendraient les communiqués ne peut pas être fait."
        }
        Kind::NotConverted => "Cette forme ne peut pas le dire, ou se lit autrement.",
        Kind::BadContact => "Un contact ne dit rien, ou son adresse n’en est pas une.",
        Kind::BadStatus => "L’état est inconnu : le communiqué est retenu.",
        Kind::IncompleteStatus => "La correction ou le retrait ne dit pas quand, ou pas pourquoi.",
        Kind::BadAlias => "Une ancienne adresse ne peut pas mener ici.",
        Kind::AddressTaken => "Un autre communiqué a déjà cette adresse.",
        Kind::AddressKept => {
            "Le communiqué est revenu sous un autre identifiant et garde son adresse."
        }
        Kind::EmbargoWithoutZone => {
            "L’embargo ne dit pas son fuseau horaire : le communiqué est retenu."
        }
        Kind::TemplateLeftover => "Des marques d’un gabarit sont restées dans le texte.",
        Kind::DroppedMarkup => "Une mise en forme qu’une page ne peut pas avoir a été ôtée.",
        Kind::RelativeLink => {
            "Un lien ne mène nulle part : écrivez l’adresse entière, avec https://."
        }
        Kind::WrongType => "Un champ n’est pas de la sorte attendue.",
    }
}

//! A file per component: a part of a page as a function of the [`ViewContext`](super::view_context::ViewContext)
//! and what it shows. A component's file, function and CSS block (`k-…`) share a name.

pub mod active_filters;
pub mod attachments;
pub mod breadcrumb;
pub mod contacts;
pub mod copy_button;
pub mod device;
pub mod differences;
pub mod entry;
pub mod facet_values;
pub mod facets;
pub mod feeds;
pub mod footer;
pub mod gallery;
pub mod list_heading;
pub mod masthead;
pub mod nothing_found;
pub mod offline;
pub mod picture;
pub mod places;
pub mod prose;
pub mod provenance;
pub mod quotations;
pub mod reading_tools;
pub mod related;
pub mod results;
pub mod search_box;
pub mod search_help;
pub mod shortcuts_help;
pub mod status_banner;
pub mod take_away;
pub mod timeline;
pub mod understood;
pub mod update;
pub mod versions;
pub mod without_scripts;

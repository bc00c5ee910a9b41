//! Work on all cores, where there are cores: natively. A browser reads indexes and builds none.

/// How many pieces of work are worth making.
pub(super) fn workers() -> usize {
    #[cfg(feature = "native")]
    let workers = rayon::current_num_threads();
    #[cfg(not(feature = "native"))]
    let workers = 1;
    workers
}

/// The results of `work`, in the order of `items`.
pub(super) fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "native")]
    {
        use rayon::iter::{IntoParallelIterator, ParallelIterator};
        items.into_par_iter().map(work).collect()
    }
    #[cfg(not(feature = "native"))]
    items.into_iter().map(work).collect()
}

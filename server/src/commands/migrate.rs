//! `migrate`: everything of one database moved into another, which is empty. The first stays as it is.

use std::process::ExitCode;

use anyhow::Context;
use clap::Args;

use super::{Address, Opening, name_of, open};
use crate::storage::Store;
use crate::storage::transfer::transfer;

#[derive(Args)]
pub(super) struct Migrate {
    /// The database that is read: `sqlite:FILE` or `postgres://…`. Stop what serves from it first.
    #[arg(long, value_name = "URL", env = "QUELLEAIDEADOM_MIGRATE_FROM", hide_env_values = true)]
    from: String,
    /// The database that is written, without a row yet. It is made if it is a file, and given its tables.
    #[arg(long, value_name = "URL", env = "QUELLEAIDEADOM_MIGRATE_TO", hide_env_values = true)]
    to: String,
}

impl Migrate {
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        if let Address::File(place) = Address::of(&self.from)?
            && !Address::of(&self.from)?.is_absent()
        {
            // What is written to it from now on would stay behind.
            drop(place.hold_alone().with_context(|| format!("nothing is read from {}", self.from))?);
        }
        let from = open(&self.from, Opening::Read).await?;
        let to = open(&self.to, Opening::Write).await?;
        let moved = self.move_all(&*from, &*to).await;
        from.close().await;
        to.close().await;
        moved?;
        Ok(ExitCode::SUCCESS)
    }

    async fn move_all(&self, from: &dyn Store, to: &dyn Store) -> anyhow::Result<()> {
        let moved = transfer(from, to).await.map_err(anyhow::Error::new);
        let moved = moved.with_context(|| format!("nothing was moved into {}", name_of(&self.to)))?;
        for (table, rows) in moved.iter().filter(|(_, rows)| **rows > 0) {
            println!("{table}: {rows}");
        }
        println!("{} rows moved into {}: `check` both", moved.values().sum::<u64>(), name_of(&self.to));
        Ok(())
    }
}

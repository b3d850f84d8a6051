//! A full disk: failed writes are reported, reads go on, and when there is space again everything works as before.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use app::access::Role;
use axum::http::StatusCode;

use crate::deeds;
use crate::staff::bureau_in;
use crate::support::demonstration;
use server::storage::inspection::InspectionStore;

/// A file system of a few megabytes, removed when dropped.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None if this machine does not allow it.
    fn mounted() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(folder.path()).output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: only root may mount a small disk");
        None
    }

    /// Fills all free space.
    fn fill(&self) -> PathBuf {
        let path = self.0.path().join("ballast");
        let mut ballast = File::create(&path).unwrap();
        for size in [4096, 64, 1] {
            while ballast.write_all(&vec![b'x'; size]).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[tokio::test]
async fn a_full_disk_stops_writing_not_reading_and_all_goes_on_once_there_is_room() {
    let Some(disk) = SmallDisk::mounted() else { return };
    let folder = tempfile::tempdir_in(disk.0.path()).unwrap();
    let bureau = bureau_in(folder, async |store, _| deeds::fill(store).await, |office| office).await;
    let publisher = bureau.signed("paul", Role::Publisher).await;
    let finess = demonstration()[0].finess;
    let (path, report) = (format!("/services/{finess}/signaler"), "sujet=tarif&message=le+prix+a+chang%C3%A9");
    let value = "valeur=tarif-apa-departement-heure&montant=25,75&debut=2026-01-01&article=arrete+du+12+janvier&adresse=https://www.paris.fr/arretes&lu=2026-11-20";
    let ballast = disk.fill();
    // More often than the limit allows: failed attempts do not count.
    for _ in 0..12 {
        assert_eq!(bureau.post(&path, "", report).await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(bureau.post("/gestion/parametres", &publisher, value).await.status, StatusCode::SERVICE_UNAVAILABLE);
    }
    // Late enough for the use of the session to be recorded, which is not possible.
    bureau.later(120);
    for page in ["/gestion", "/gestion/services", "/gestion/brouillons", "/gestion/signalements", "/gestion/imports"] {
        assert_eq!(bureau.get(page, &publisher).await.status, StatusCode::OK, "{page}");
    }
    assert_eq!(bureau.get(&format!("/services/{finess}"), "").await.status, StatusCode::OK);
    std::fs::remove_file(ballast).unwrap();
    assert_eq!(bureau.post("/gestion/parametres", &publisher, value).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.post(&path, "", report).await.status, StatusCode::SEE_OTHER);
    assert_eq!(bureau.store.integrity().await.unwrap(), Vec::<String>::new());
}

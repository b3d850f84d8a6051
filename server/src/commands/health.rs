//! `health`: asks a running server whether it is alive, for images that have no other program to ask with.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::time::timeout;

/// A server that answers later than this does not answer.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Args)]
pub(super) struct Health {
    /// Address and port that the server listens on, as `serve` was given it; 0.0.0.0 is asked on this machine.
    #[arg(long, default_value = "127.0.0.1:3000", env = "QUELLEAIDEADOM_ADDR")]
    addr: SocketAddr,
}

impl Health {
    pub(super) async fn run(&self) -> anyhow::Result<ExitCode> {
        let address = reached_at(self.addr);
        let asked = timeout(PATIENCE, tokio::task::spawn_blocking(move || ask(address))).await;
        let line = asked.with_context(|| format!("{address} does not answer in time"))??;
        let line = line.with_context(|| format!("nobody answers on {address}"))?;
        anyhow::ensure!(line == "HTTP/1.1 200 OK", "{address} answers `{line}`");
        println!("ok");
        Ok(ExitCode::SUCCESS)
    }
}

/// Whoever listens on every address of this machine is asked on its own.
fn reached_at(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listening.port())
}

/// The first line of the answer, which is never long.
fn ask(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(format!("GET /sante HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").as_bytes())?;
    let mut answer = Vec::new();
    stream.take(4_096).read_to_end(&mut answer)?;
    let line = answer.split(|byte| *byte == b'\r').next().unwrap_or_default();
    Ok(String::from_utf8_lossy(line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::reached_at;

    #[test]
    fn whoever_listens_everywhere_is_asked_on_this_machine() {
        for (listening, asked) in
            [("0.0.0.0:3000", "127.0.0.1:3000"), ("[::]:3000", "[::1]:3000"), ("10.0.0.11:3000", "10.0.0.11:3000")]
        {
            let listening = listening.parse().expect("an address");
            assert_eq!(reached_at(listening).to_string(), asked);
        }
    }
}

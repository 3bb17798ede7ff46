//! Services for programs that sign in over the wire, and the person at the second screen.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::process::{command, output, run};
use crate::repository::target_folder;

/// A service that ends with this value.
pub(crate) struct Service {
    child: Child,
    pub(crate) base_url: String,
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Service {
    /// Starts a program of the workspace that says its address in its first line.
    pub(crate) fn start(package: &str, options: &str) -> Result<Self> {
        run(command("cargo build --quiet --package").arg(package))?;
        let program = target_folder(".")?.join("debug").join(package);
        let mut start = Command::new(&program);
        start.args(options.split_whitespace()).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = start.spawn().with_context(|| format!("cannot start {}", program.display()))?;
        let stdout = child.stdout.take().context("a service says its address")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let base_url = line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned);
        match base_url {
            Some(base_url) => Ok(Self { child, base_url }),
            None => bail!("{package} did not say its address: {line:?}"),
        }
    }

    /// The complaints of the stand-in about the television.
    pub(crate) fn violations(&self) -> Result<Vec<String>> {
        let answer = exchange(&self.base_url, "GET", "/report", "", "")?;
        ensure!(answer.status == 200, "the report ended with {}", answer.status);
        let report: Value = serde_json::from_str(&answer.body).context("the report is JSON")?;
        let violations = report["violations"].as_array().context("the report has violations")?;
        Ok(violations.iter().map(ToString::to_string).collect())
    }
}

/// HTTPS in front of a service, with a certificate for `localhost` that only its own file vouches for.
pub(crate) struct Proxy {
    child: Child,
    pub(crate) base_url: String,
    /// The file of the certificate that it shows, and that of another.
    pub(crate) ours: String,
    pub(crate) theirs: String,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Proxy {
    /// Leaves both certificates in the folder.
    pub(crate) fn start(service: &str, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        for name in ["ours", "theirs"] {
            let make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 \
                 -subj /CN=localhost -addext subjectAltName=DNS:localhost";
            let words = format!("{make} -keyout {name}.key -out {name}.pem");
            output(command(&words).current_dir(folder))?;
        }
        let authority = service.strip_prefix("http://").context("the service is one of this machine")?;
        let listen = "OPENSSL-LISTEN:0,bind=127.0.0.1,fork,cert=ours.pem,key=ours.key,verify=0";
        let mut start = command(&format!("socat -d -d {listen} TCP:{authority}"));
        let mut child = start.current_dir(folder).stderr(Stdio::piped()).spawn().context("cannot start socat")?;
        let mut log = BufReader::new(child.stderr.take().context("socat says its address")?).lines();
        let port =
            log.find_map(|line| line.ok()?.split_once("listening on ")?.1.rsplit(':').next()?.parse::<u16>().ok());
        // Whatever else it says has to go somewhere.
        std::thread::spawn(move || log.for_each(drop));
        let file = |name: &str| folder.join(name).to_str().map(str::to_owned).context("a folder's name is UTF-8");
        let base_url = format!("https://localhost:{}", port.unwrap_or_default());
        let proxy = Self { child, base_url, ours: file("ours.pem")?, theirs: file("theirs.pem")? };
        ensure!(port.is_some(), "socat did not say its address");
        Ok(proxy)
    }
}

/// Opens the page of a code, logs in at the provider, and is seen off to the redirect URL. The page may have the address of a
/// proxy.
pub(crate) fn log_in(service: &Service, page: &str) -> Result<()> {
    let (base_url, path) = (service.base_url.as_str(), split(page)?.1);
    let first = exchange(base_url, "GET", path, "", "")?;
    let cookie = first.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    let (cookie, login) = (cookie.context("the page gives a cookie")?, first.header("location"));
    let login = login.context("the page leads to a login")?;
    let path = if login.starts_with('/') { login } else { split(login)?.1 };
    let cookie = format!("Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    let second = exchange(base_url, "POST", path, &cookie, "username=viewer&password=password&action=login")?;
    ensure!(second.status == 302, "the login ended with {}", second.status);
    Ok(())
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

fn exchange(base_url: &str, method: &str, path: &str, fields: &str, body: &str) -> Result<Answer> {
    let authority = base_url.strip_prefix("http://").context("the address is one of this machine")?;
    let mut stream = TcpStream::connect(authority).with_context(|| format!("cannot reach {base_url}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let length = body.len();
    let head = format!("Host: {authority}\r\nConnection: close\r\nContent-Length: {length}\r\n{fields}\r\n");
    stream.write_all(format!("{method} {path} HTTP/1.1\r\n{head}{body}").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").context("the answer has no head")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("the answer has no status")?;
    Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

fn split(url: &str) -> Result<(&str, &str)> {
    let start = url.find("://").context("an absolute URL")? + 3;
    let slash = url[start..].find('/').context("a URL with a path")? + start;
    Ok(url.split_at(slash))
}

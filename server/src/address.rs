//! The network address of a visitor, and how much of it is written down.

use axum::extract::{ConnectInfo, Request};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Who asks. Behind a proxy the last entry of `X-Forwarded-For` is the one that the proxy itself wrote; any before it
/// may be made up.
pub fn visitor(request: &Request, behind_proxy: bool) -> IpAddr {
    let told = || {
        let headers = request.headers().get_all("x-forwarded-for");
        let last = headers
            .iter()
            .next_back()?
            .to_str()
            .ok()?
            .rsplit(',')
            .next()?;
        last.trim().parse().ok()
    };
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    if behind_proxy {
        told().unwrap_or(peer)
    } else {
        peer
    }
}

/// The part of an address that logs show: enough to see that many wrong passwords come from one place and to shut it out,
/// too little to say which house or telephone it was. 256 addresses of IPv4, a /48 of IPv6.
pub fn neighbourhood(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::neighbourhood;

    #[test]
    fn what_is_written_down_names_no_house() {
        for (address, written) in [
            ("83.85.12.77", "83.85.12.0/24"),
            ("::ffff:83.85.12.77", "83.85.12.0/24"),
            ("2001:db8:17:5::9", "2001:db8:17::/48"),
            ("::1", "0:0:0::/48"),
        ] {
            assert_eq!(neighbourhood(address.parse().unwrap()), written);
        }
    }
}

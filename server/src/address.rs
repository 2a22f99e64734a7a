//! The network address of a visitor.

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

# A full ICE agent: checks one candidate of a lite agent, chooses it, sends a datagram and prints the one that comes back.
# aioice-peer.py own-address controlling|controlled their-fragment their-password their-candidate; says its own fragment and
# password first.
import asyncio
import sys

import aioice

address, role, fragment, password, candidate = sys.argv[1:]
aioice.ice.get_host_addresses = lambda use_ipv4, use_ipv6: [address]  # it leaves the loopback out


async def main():
    peer = aioice.Connection(ice_controlling=role == "controlling", components=1)
    print(peer.local_username, peer.local_password, flush=True)
    peer.remote_is_lite = True
    peer.remote_username, peer.remote_password = fragment, password
    await peer.gather_candidates()
    await peer.add_remote_candidate(aioice.Candidate.from_sdp(candidate))
    await peer.add_remote_candidate(None)
    await peer.connect()
    await peer.send(b"\x80 is no STUN")
    print(await asyncio.wait_for(peer.recv(), 5), flush=True)
    await peer.close()


asyncio.run(asyncio.wait_for(main(), 15))

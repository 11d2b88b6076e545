"""Live screens: "something about this topic changed", told to whoever is looking at it, within its tenant.

    from tenants import live
    live.publish("board:3", "order.changed", id=17)                # after the commit, in the publisher's tenant
    live.register_topic("board", may_see_board)                    # in AppConfig.ready of the app that owns the topic

A message carries no data, only the news that there is some: `{"topic", "event", "id", "version"}`. The page fetches
what it needs through its usual, authorised address. So a message that is lost, coalesced or overheard costs nothing:
`version` counts up by one a topic, a page that sees a gap fetches everything, and the first message after connecting
(`hello`) tells where the topic stands.
"""

from tenants.live.publish import disconnect_user, publish
from tenants.live.topics import Visitor, register_topic

__all__ = ["Visitor", "disconnect_user", "publish", "register_topic"]

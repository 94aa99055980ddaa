"""Reddit with the user's own key, through PRAW: the one file that knows it.

PRAW is not safe between threads and sleeps where it likes, so every daemon thread has an instance of its own, and the
deadline lies outside. No setting is left to a `praw.ini` or to the environment.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from interview_cli.research.allowance import Allowance, Way
from interview_cli.research.daemons import Daemons
from interview_cli.research.queries import Plan
from interview_cli.research.settings import CONNECTIONS, RESULTS_A_QUERY, RedditSettings
from interview_cli.research.source import Search, SourceClosed, SourceFailed
from interview_cli.research.thread import Thread, best_comments, from_reddit

if TYPE_CHECKING:
    from collections.abc import Callable

    import praw
    import requests

Result = TypeVar("Result")

_REQUEST_SECONDS: Final = 16
_COMMENTS_ASKED: Final = 30
# prawcore spreads requests evenly over this window, by up to 10 s of sleep each. Reddit's limit is an average over
# 10 minutes, and a run makes under 40 requests: a long window switches the spreading off; `Allowance` stops at the limit.
_NO_PACING: Final = 1_000_000


class RedditSource:
    """Implements `source.Source`. Nothing is imported or opened before the first request."""

    name = "reddit"
    label = "Reddit"
    last_resort = False

    def __init__(self, settings: RedditSettings, *, way: Way = Way()) -> None:  # noqa: B008 - frozen
        self._settings = settings
        self._way = way
        self._allowance = Allowance()
        self._token = _SharedToken()
        self._daemons: Daemons[_Line] = Daemons(self._open, _hang_up, count=CONNECTIONS, name="reddit")

    def searches(self, plan: Plan) -> tuple[Search, ...]:
        """Each query once, over all subreddits together."""
        where = "+".join(plan.subreddits)
        return tuple(Search(query, where) for query in plan.queries)

    async def search(self, search: Search) -> tuple[Thread, ...]:
        """One page of search results."""

        def find(reddit: praw.Reddit) -> tuple[Thread, ...]:
            listing = reddit.subreddit(search.where).search(
                search.text,
                sort="relevance",
                time_filter="all",
                limit=RESULTS_A_QUERY,
                params={"include_over_18": "off"},
            )
            found = (from_reddit(vars(post), self.name) for post in listing)
            return tuple(thread for thread in found if thread)

        return await self._run(find)

    def can_read(self, thread: Thread) -> bool:
        """Whether it is a post on Reddit."""
        return thread.id.startswith("reddit:")

    async def read(self, thread: Thread) -> Thread:
        """The thread with its best comments, in one request; "load more" is left alone."""

        def load(reddit: praw.Reddit) -> Thread:
            from praw.models import Comment

            post = reddit.submission(thread.id.removeprefix("reddit:"))
            post.comment_sort, post.comment_limit = "top", _COMMENTS_ASKED
            post.comments.replace_more(limit=0)
            found = [
                (comment.body, comment.score)
                for comment in post.comments.list()
                if isinstance(comment, Comment)
            ]
            return replace(thread, comments=best_comments(found))

        return await self._run(load)

    def close(self) -> None:
        """Drop what is not begun."""
        self._daemons.close()

    async def _run(self, work: Callable[[praw.Reddit], Result]) -> Result:
        def guarded(line: _Line) -> Result:
            self._allowance.check()
            return self._explained(work, line.reddit)

        return await self._daemons.submit(guarded)

    def _explained(self, work: Callable[[praw.Reddit], Result], reddit: praw.Reddit) -> Result:
        """Run `work`, and put what PRAW raises into our words. A refusal that will not change closes the source."""
        import praw.exceptions
        import prawcore
        from requests import RequestException as RequestsError

        try:
            return work(reddit)
        except SourceFailed:
            raise
        except prawcore.TooManyRequests as error:
            after = str(error.response.headers.get("retry-after") or "")
            wait = f"{after} s" if after.isdigit() else "a while"
            self._close(f"Reddit asks to wait {wait}")
        except (prawcore.Forbidden, prawcore.InsufficientScope):
            self._close("Reddit refused this key (403): new apps need its approval")
        except (prawcore.InvalidToken, prawcore.OAuthException):
            self._close(_BAD_KEY)
        except prawcore.ResponseException as error:
            status = error.response.status_code
            if status == 401:
                self._close(_BAD_KEY)
            if status == 403:
                self._close("Reddit refused this key (403): new apps need its approval")
            raise SourceFailed(f"Reddit answered {status}") from None
        except prawcore.RequestException:
            raise SourceFailed("Reddit could not be reached") from None
        except (
            prawcore.PrawcoreException,
            praw.exceptions.PRAWException,
            RequestsError,
            ValueError,  # an answer that is not JSON
            KeyError,
            TypeError,  # JSON of another shape
            AttributeError,
            RecursionError,  # JSON nested without end
        ):
            raise SourceFailed("Reddit sent an answer that can't be read") from None

    def _close(self, why: str) -> NoReturn:
        self._allowance.close(why)
        raise SourceClosed(why) from None

    def _open(self) -> _Line:
        import logging

        import praw
        import requests

        logging.getLogger("prawcore").addHandler(
            logging.NullHandler()
        )  # its retries are not for the terminal
        _forget_config_files()
        wanted = self._settings
        session = requests.Session()
        session.trust_env = False  # no .netrc; the proxy and the authorities are ours to set
        _set_way(session, self._way, (wanted.oauth_url, wanted.reddit_url))
        reddit = praw.Reddit(
            "DEFAULT",
            client_id=wanted.client_id,
            client_secret=wanted.client_secret,
            user_agent=wanted.user_agent,
            oauth_url=wanted.oauth_url,
            reddit_url=wanted.reddit_url,
            short_url="https://redd.it",
            username=None,
            password=None,
            refresh_token=None,
            redirect_uri=None,
            timeout=_REQUEST_SECONDS,
            ratelimit_seconds=0,
            window_size=_NO_PACING,
            check_for_updates=False,
            check_for_async=False,
            requestor_class=_requestor_class(),
            requestor_kwargs={"session": session, "allowance": self._allowance, "token": self._token},
        )
        if reddit.config.oauth_url != wanted.oauth_url or reddit.config.reddit_url != wanted.reddit_url:
            raise SourceClosed("Reddit's address was changed from outside; nothing was sent")
        reddit.read_only = True
        return _Line(reddit, session)


@dataclass(frozen=True, slots=True)
class _Line:
    """One thread's instance of PRAW, with the connections under it."""

    reddit: praw.Reddit
    session: requests.Session


def _hang_up(line: _Line) -> None:
    line.session.close()


_BAD_KEY: Final = (
    "Reddit does not know this key (401): check client_id and client_secret in [reddit] "
    "(INTERVIEW_REDDIT__CLIENT_ID, INTERVIEW_REDDIT__CLIENT_SECRET)"
)


@dataclass(slots=True)
class _SharedToken:
    """The one answer to the one request for a token, for all instances."""

    lock: Any = None
    answer: Any = None

    def __post_init__(self) -> None:
        self.lock = threading.Lock()


@cache
def _requestor_class() -> type:
    """Prawcore's requestor, with one token for all instances and an eye on the rate limit."""
    from prawcore import Requestor

    class SharingRequestor(Requestor):
        def __init__(self, *, allowance: Allowance, token: _SharedToken, **settings: Any) -> None:
            super().__init__(**settings)
            self._allowance = allowance
            self._token = token

        def request(self, *args: Any, timeout: float | None = None, **kwargs: Any) -> Any:
            method, url = args[:2] if len(args) > 1 else ("", "")
            if method.lower() == "post" and url.endswith("/api/v1/access_token"):
                with self._token.lock:
                    if self._token.answer is None:
                        self._token.answer = super().request(*args, timeout=timeout, **kwargs)
                    return self._token.answer
            self._allowance.check()
            answer = super().request(*args, timeout=timeout, **kwargs)
            self._allowance.note(answer.headers)
            return answer

    return SharingRequestor


def _forget_config_files() -> None:
    """Give PRAW its own defaults as if read from files: one in the current folder could send the key elsewhere."""
    from configparser import ConfigParser
    from importlib.resources import files

    from praw.config import Config

    with Config.LOCK:
        if Config.CONFIG is None:
            parser = ConfigParser(interpolation=None)
            parser.read_string(files("praw").joinpath("praw.ini").read_text("utf-8"))
            Config.CONFIG = parser


def _set_way(session: Any, way: Way, urls: tuple[str, ...]) -> None:
    from interview_cli.posting.fetch import bypasses
    from interview_cli.posting.urls import host_of, host_port

    if way.proxy:
        proxy = way.proxy if "://" in way.proxy else f"http://{way.proxy}"
        if not any(bypasses(host_of(url), host_port(url), way.no_proxy) for url in urls):
            session.proxies = {"http": proxy, "https": proxy}
    if way.ca_file:
        from requests.adapters import HTTPAdapter

        from interview_cli.posting.transport import tls_context

        context = tls_context(way.ca_file)

        class Trusting(HTTPAdapter):
            def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
                super().init_poolmanager(*args, ssl_context=context, **kwargs)

            def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
                return super().proxy_manager_for(*args, ssl_context=context, **kwargs)

        session.mount("https://", Trusting())

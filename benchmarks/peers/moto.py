"""moto_server, a simulator of Cognito: a forgotten password in three requests.

It sends no mail: the code comes in a header of the first answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asking import Answer, Asker, WrongAnswer
from benchmarks.journeys import Clients, Journey
from benchmarks.peers.installed import python_environment
from benchmarks.processes import LOOPBACK, free_port, listening

TARGET = "AWSCognitoIdentityProviderService."
CODE = "x-moto-forgot-password-confirmation-code"
CREDENTIAL = "x/20260101/us-east-1/cognito-idp/aws4_request"
HEADERS: Mapping[str, str] = {
    "Content-Type": "application/x-amz-json-1.1",
    "Authorization": f"AWS4-HMAC-SHA256 Credential={CREDENTIAL}, SignedHeaders=host, Signature=x",
}
PASSWORD = "Passw0rd!0"


@contextmanager
def moto_server() -> Iterator[Clients]:
    """As many users as clients are wanted. Raises `NotInstalled`."""
    command = (str(python_environment() / "moto_server"), "-p", str(port := free_port()))
    with (
        TemporaryDirectory() as folder,
        listening(command, port, Path(folder), {}),
    ):

        def clients(count: int) -> Sequence[Journey]:
            asker = Asker(f"{LOOPBACK}:{port}")
            client = _pool(asker, count)
            return [User(port, client, number).walk for number in range(count)]

        yield clients


class User:
    """One user of the pool, with a connection of their own."""

    def __init__(self, port: int, client: str, number: int) -> None:
        self._asker = Asker(f"{LOOPBACK}:{port}")
        self._who = {"ClientId": client, "Username": _name(number)}
        self._login = {"USERNAME": _name(number), "PASSWORD": PASSWORD}

    def walk(self) -> None:
        """Ask for a code, set a password with it, log in with the password."""
        code = _call(self._asker, "ForgotPassword", **self._who).headers[CODE]
        given = {"ConfirmationCode": code, "Password": PASSWORD}
        _call(self._asker, "ConfirmForgotPassword", **self._who, **given)
        flow, client = "USER_PASSWORD_AUTH", self._who["ClientId"]
        login = {"ClientId": client, "AuthFlow": flow, "AuthParameters": self._login}
        told = _call(self._asker, "InitiateAuth", **login).told()
        if not told["AuthenticationResult"]["AccessToken"]:
            raise WrongAnswer(f"moto_server: {told}")


def _pool(asker: Asker, users: int) -> str:
    """A new pool with so many users; the id of its client."""
    made = _call(asker, "CreateUserPool", PoolName="bench", AutoVerifiedAttributes=["email"])
    pool = made.told()["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    client = {"UserPoolId": pool, "ClientName": "bench", "ExplicitAuthFlows": flows}
    made = _call(asker, "CreateUserPoolClient", **client)
    for number in range(users):
        user = {"UserPoolId": pool, "Username": _name(number)}
        address = {"Name": "email", "Value": f"{_name(number)}@example.jp"}
        facts = [address, {"Name": "email_verified", "Value": "true"}]
        _call(asker, "AdminCreateUser", **user, UserAttributes=facts, MessageAction="SUPPRESS")
        _call(asker, "AdminSetUserPassword", **user, Password=PASSWORD, Permanent=True)
    return str(made.told()["UserPoolClient"]["ClientId"])


def _name(number: int) -> str:
    return f"taro{number}"


def _call(asker: Asker, name: str, **given: object) -> Answer:
    return asker.post_json("/", given, {**HEADERS, "X-Amz-Target": TARGET + name})

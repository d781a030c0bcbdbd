"""A real SMTP server for the tests (Debian's python3-aiosmtpd), on a free port of the loopback.

    smtp_server.py FOLDER [PORT] [PASSWORD]

Prints its port, writes each mail it takes to FOLDER as N.eml with its envelope in two first headers, and ends
when its standard input closes. The local part of a recipient says how it is treated:
    inconnu  550 for good        attente  451 for now       lourd  552 for good, once the mail was read
    lent     taken after a second and a half
With a password, only the account "terreau" may send.
"""
import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP, AuthResult

folder = sys.argv[1]
port = int(sys.argv[2]) if len(sys.argv) > 2 else 0
password = sys.argv[3] if len(sys.argv) > 3 else None


class Keeper:
    taken = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "inconnu":
            return "550 5.1.1 Boite inconnue"
        if local == "attente":
            return "451 4.3.0 Revenez plus tard"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "lourd":
            return "552 5.3.4 Message trop lourd"
        if local == "lent":
            with open(os.path.join(folder, "begun"), "w"):
                pass
            await asyncio.sleep(1.5)
        Keeper.taken += 1
        path = os.path.join(folder, f"{Keeper.taken:04}.eml")
        with open(path + ".tmp", "wb") as file:
            file.write(f"X-Envelope-From: {envelope.mail_from}\r\n".encode())
            file.write(f"X-Envelope-To: {','.join(envelope.rcpt_tos)}\r\n".encode())
            file.write(envelope.content)
        os.rename(path + ".tmp", path)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == b"terreau" and data.password == password.encode()
    # Not handled: the server answers, 235 or 535, instead of leaving the other side to wait.
    return AuthResult(success=good, handled=False)


async def main():
    loop = asyncio.get_running_loop()

    def session():
        if password is None:
            return SMTP(Keeper(), hostname="essai.invalid", loop=loop)
        return SMTP(Keeper(), hostname="essai.invalid", loop=loop, authenticator=authenticate,
                    auth_required=True, auth_require_tls=False)

    server = await loop.create_server(session, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
os._exit(0)

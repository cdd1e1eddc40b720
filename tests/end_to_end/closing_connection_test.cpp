// A connection that is dropped under a session.
#include "end_to_end/records.hpp"
#include "end_to_end/remains.hpp"
#include "support/doctest.hpp"

#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ctask;

namespace {

/// One that nobody listens on, at this moment.
int free_port()
{
    const UniqueFd probe(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(probe.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(probe.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    return ntohs(address.sin_port);
}

bool can_serve()
{
    if (!is_installed("sshd") || !is_installed("ssh") || !is_installed("ssh-keygen")) return false;
    // root's sshd wants it, and Debian makes it when the service is started.
    if (::geteuid() == 0) ::mkdir("/run/sshd", 0755);
    return true;
}

/// A server on the loopback with keys of its own, which lets in who has the key made for the test.
class Server {
  public:
    explicit Server(const Binary& ctask) : ctask_(ctask)
    {
        for (const std::string name : {"host", "user"})
            REQUIRE(Program(ctask.setup({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path(name)}))
                        .wait()
                        .status == 0);
        ctask.scratch.write_file("server", "Port " + port_ + "\nListenAddress 127.0.0.1\nHostKey " +
                                               path("host") + "\nPidFile none\nAuthorizedKeysFile " +
                                               path("user.pub") +
                                               "\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
                                               "PasswordAuthentication no\n");
        server_ =
            std::make_unique<Program>(ctask.setup({"/usr/sbin/sshd", "-D", "-e", "-f", path("server")}));
        const bool listens = eventually([this] { return contains(server_->err(), "listening"); });
        REQUIRE_MESSAGE(listens, server_->err());
    }

    /// A client whose far side has a terminal and runs the command.
    Pty connect(const std::string& command) const
    {
        Words words = {"ssh", "-F", "/dev/null", "-tt", "-q", "-p", port_, "-i", path("user")};
        for (const std::string option :
             {"StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "IdentityAgent=none"})
            words = words + Words{"-o", option};
        std::string line = "env";
        for (const auto& variable : ctask_.environment) line += " '" + variable + "'";
        return Pty(ctask_.setup(words + Words{"127.0.0.1", line + " " + command}));
    }

  private:
    std::string path(const std::string& name) const { return ctask_.scratch.path(name); }

    const Binary& ctask_;
    std::string port_ = std::to_string(free_port());
    std::unique_ptr<Program> server_;
};

} // namespace

TEST_CASE("a dropped connection ends the agent, and the session is settled")
{
    if (!can_serve()) return;
    struct Agent {
        std::string verbs;
        std::string log;
    };
    const Agent agents[] = {{"say ready busy", "signal HUP"},
                            {"ignore HUP say ready sleep 1.5 exit 8", "exited 8"}};
    for (const Agent& agent : agents) {
        // As the command of the connection, and as the job of a shell there.
        for (const std::string shell : {"", "bash --norc --noprofile -ic '\"$0\" \"$@\"; exit $?' "}) {
            CAPTURE(agent.verbs);
            CAPTURE(shell);
            const Binary ctask;
            const std::string workspace = ctask.make_workspace("idea");
            const Server server(ctask);
            Pty client = server.connect(shell + Binary::path() + " resume idea -a " + Binary::fake_agent() +
                                        " -- " + agent.verbs);
            client.expect("ready");

            client.send(SIGKILL);
            client.wait();

            check_settled(ctask, workspace);
            CHECK(contains(read_file(workspace, "logs/sessions.log"), agent.log));
        }
    }
}

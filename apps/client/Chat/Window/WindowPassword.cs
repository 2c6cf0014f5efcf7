using KerberosGen.Cli;
using KerberosGen.Clients;
using KerberosGen.Packets;

namespace KerberosGen.Client;

/// <summary>Where the password comes from while there may be a window: what would ask on the terminal asks in the window then.</summary>
/// <param name="source">Where it comes from without a window.</param>
internal sealed class WindowPassword(PasswordSource source)
{
    /// <summary>Asks in the window; null while there is none.</summary>
    public PasswordPrompt? Window { get; set; }

    /// <summary>The password; see <see cref="PasswordPrompt"/>.</summary>
    public async ValueTask<Password> GetAsync(string prompt, CancellationToken cancellation) =>
        Window is { } window && await source.GivenAsync(cancellation) is null
            ? await window(prompt, cancellation)
            : await source.GetAsync(prompt, cancellation);
}

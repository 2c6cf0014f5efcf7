using KerberosGen.Packets;

namespace KerberosGen.Clients;

/// <summary>
/// Gives the password of a client; called only if a ticket must be asked for, and again if the password was wrong. One that
/// gives the same again is not asked a third time.
/// </summary>
/// <param name="prompt">What a person would be asked, such as <c>The password of alice:</c>, behind a sentence that says why, where that is not plain.</param>
/// <param name="cancellation">Gives up.</param>
/// <exception cref="InvalidOperationException">Nobody can be asked. Thrown by the prompt, with a sentence that says what to do.</exception>
public delegate ValueTask<Password> PasswordPrompt(string prompt, CancellationToken cancellation);

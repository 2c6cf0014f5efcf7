using KerberosGen.Codec;
using KerberosGen.Crypto;
using KerberosGen.Packets;
using KerberosGen.Protocol;
using KerberosGen.Storage;

namespace KerberosGen.Clients;

/// <summary>
/// The client's key, which its password stands for: asked for when it is first needed and kept in memory from then on, so that
/// a chat of days renews its ticket by itself. For one caller at a time.
/// </summary>
internal sealed class LongTermKey : IDisposable
{
    /// <summary>How often a person may mistype it.</summary>
    private const int Attempts = 3;

    private KeyMaterial? _key;

    /// <summary>Keeps the key of a password that is known.</summary>
    public void Keep(Password password)
    {
        _key?.Dispose();
        _key = KeyMaterial.FromPassword(password.Utf8);
    }

    /// <summary>Asks the KDC something whose answer the key opens.</summary>
    /// <param name="me">Whose key it is.</param>
    /// <param name="why">Why the password is needed, where that is not plain: a sentence; or null.</param>
    /// <param name="prompt">Gives the password, if it is not known yet or by now another.</param>
    /// <param name="ask">The question.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="WrongPasswordException">The password is wrong, and the prompt gives no other.</exception>
    /// <exception cref="InvalidOperationException">Nobody can be asked for it.</exception>
    public async Task<T> UseAsync<T>(MeInfo me, string? why, PasswordPrompt prompt, Func<ClientIdentity, Task<T>> ask, CancellationToken cancellation)
    {
        Password? typed = null;
        WrongPasswordException? refusal = null;
        for (int attempt = 1; ; attempt++)
        {
            if (_key is null)
            {
                string? reason = refusal is null ? why : typed is null ? "The password is another by now." : "That password is wrong.";
                Password next = await PromptAsync(me, reason, prompt, cancellation).ConfigureAwait(false);
                if (refusal is not null && next.Equals(typed))
                    throw refusal;
                typed = next;
                Keep(next);
            }

            try
            {
                // What else may fail says nothing of the key: it is kept, and nobody is asked again when the KDC is back.
                return await ask(new ClientIdentity(me.Name, me.Id, _key!)).ConfigureAwait(false);
            }
            catch (WrongPasswordException wrong)
            {
                Drop();
                refusal = wrong;
                if (attempt == Attempts)
                    throw;
            }
        }
    }

    /// <summary>Clears the key.</summary>
    public void Dispose() => Drop();

    private static async Task<Password> PromptAsync(MeInfo me, string? why, PasswordPrompt prompt, CancellationToken cancellation)
    {
        string question = $"The password of {DisplayText.Escape(me.Name.Utf8)}:";
        try
        {
            return await prompt(why is null ? question : $"{why} {question}", cancellation).ConfigureAwait(false);
        }
        catch (InvalidOperationException nobody) when (why is not null)
        {
            throw new InvalidOperationException($"{why} {nobody.Message}", nobody);
        }
    }

    private void Drop()
    {
        _key?.Dispose();
        _key = null;
    }
}

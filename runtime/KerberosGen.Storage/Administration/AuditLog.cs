using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace KerberosGen.Storage;

/// <summary>
/// <c>audit.log</c> in a KDC's directory: every administrative act in two lines of JSON, one before it is begun and one with its
/// outcome before it is answered, tied together by <c>act</c>. Each line is on disk (fsync) when its method returns, so no act
/// happens unseen: one that cannot be written down is not begun. The file is 0600, opened for each line (so it can be rotated),
/// and only ever appended to.
/// </summary>
/// <param name="directory">The KDC's directory; it must be there.</param>
/// <param name="clock">The time.</param>
public sealed class AuditLog(string directory, TimeProvider clock)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "audit.log";

    private const int LinuxWouldBlock = 11, MacWouldBlock = 35, WindowsSharingViolation = unchecked((int)0x80070020);
    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path = Path.Combine(Path.GetFullPath(directory), FileName);
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Does something between its two lines.</summary>
    /// <param name="subject">Who does it.</param>
    /// <param name="act">What.</param>
    /// <param name="perform">Does it.</param>
    /// <param name="outcomeOf">Says what it came to.</param>
    /// <exception cref="IOException">A line could not be written; the message says whether the act was begun.</exception>
    public async Task<T> RunAsync<T>(AuditSubject subject, AuditAct act, Func<Task<T>> perform, Func<T, AuditOutcome> outcomeOf)
    {
        string number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        try
        {
            await AppendAsync(LineOf(number, subject, act, new AuditOutcome("begun", null, null))).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Nothing was done: the audit log cannot be written ({e.Message.TrimEnd('.')}).", e);
        }

        T result;
        try
        {
            result = await perform().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The exception says more than a second failure to write would.
            await TryAppendAsync(LineOf(number, subject, act, AuditOutcome.Failed(e is OperationCanceledException ? "interrupted" : e.Message))).ConfigureAwait(false);
            throw;
        }

        AuditOutcome outcome = outcomeOf(result);
        try
        {
            await AppendAsync(LineOf(number, subject, act, outcome)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"It was {outcome.Word}, but the audit log has only its beginning (act {number}): the end cannot be written ({e.Message.TrimEnd('.')}).", e);
        }

        return result;
    }

    private byte[] LineOf(string number, AuditSubject subject, AuditAct act, AuditOutcome outcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("act", number);
            if (subject.UserId is { } user)
            {
                json.WriteNumber("uid", user);
                json.WriteString("user", UnixUser.NameOf(user));
            }

            json.WriteString("via", subject.Via);
            json.WriteString("verb", act.Verb);
            json.WriteString("kind", act.Kind);
            WriteIfKnown(json, "name", act.Name);
            WriteIfKnown(json, "detail", act.Detail);
            json.WriteString("outcome", outcome.Word);
            WriteIfKnown(json, "id", outcome.Id);
            WriteIfKnown(json, "reason", outcome.Reason);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteIfKnown(Utf8JsonWriter json, string field, string? value)
    {
        if (value is not null)
            json.WriteString(field, value);
    }

    private async Task TryAppendAsync(byte[] line)
    {
        try
        {
            await AppendAsync(line).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The line before the act is there.
        }
    }

    // What is begun is written to its end, whoever has lost patience: so there is no token.
    private async Task AppendAsync(byte[] line)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    Append(line);
                    return;
                }
                catch (IOException e) when (attempt < Attempts && e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
                {
                    // Several processes administer one database: each holds the file for a line.
                    await Task.Delay(Pause).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Append(byte[] line)
    {
        bool isNew = !File.Exists(_path);
        PrivateMode.Narrow(_path);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = PrivateMode.OwnerOnly;
        using (var stream = new FileStream(_path, options))
        {
            long end = stream.Length;
            try
            {
                // A line that a crash cut short must not swallow the next one.
                if (end > 0)
                {
                    stream.Position = end - 1;
                    if (stream.ReadByte() != '\n')
                        stream.WriteByte((byte)'\n');
                }

                stream.Write(line);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                // A full disk leaves no half of a line.
                stream.SetLength(end);
                throw;
            }
        }

        if (isNew)
            DirectorySync.Flush(Path.GetDirectoryName(_path)!);
    }
}

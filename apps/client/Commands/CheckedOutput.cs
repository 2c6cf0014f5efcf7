using System.Text;

namespace KerberosGen.Client;

/// <summary>Standard output that says, where it cannot be written, that it is standard output that cannot. Nobody who reads it any more is no failure.</summary>
/// <param name="output">The console's own.</param>
internal sealed class CheckedOutput(TextWriter output) : TextWriter
{
    private bool _isChecked;

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <summary>Why standard output cannot be written, in a sentence.</summary>
    public static string ProblemOf(Exception failure) =>
        $"Standard output cannot be written: {(failure is UnauthorizedAccessException ? "it is closed" : failure.Message.TrimEnd('.'))}.";

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => output.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => output.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => output.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(output.Flush);

    private void Try(Action write)
    {
        try
        {
            if (!_isChecked && StandardStreams.IsOutputClosed)
                throw new UnauthorizedAccessException();
            _isChecked = true;
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(ProblemOf(e), e);
        }
    }
}

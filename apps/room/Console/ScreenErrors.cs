using System.Text;

namespace KerberosGen.Room;

/// <summary>Standard error where it is the screen's own terminal: what is written at once stays together, between two lines of the screen.</summary>
/// <param name="screen">Shows it.</param>
/// <param name="original">Takes what comes after the screen's end.</param>
internal sealed class ScreenErrors(ScreenWriter screen, TextWriter original) : TextWriter
{
    private readonly StringBuilder _begun = new();

    public override Encoding Encoding => original.Encoding;

    public override void Write(char value)
    {
        if (value == '\n')
            End();
        else
            _begun.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(string? value)
    {
        if (value is null)
            return;
        int end = value.LastIndexOf('\n');
        if (end >= 0)
        {
            _begun.Append(value, 0, end);
            End();
        }

        _begun.Append(value, end + 1, value.Length - end - 1);
    }

    public override void WriteLine() => End();

    public override void WriteLine(string? value)
    {
        _begun.Append(value);
        End();
    }

    private void End()
    {
        string text = _begun.ToString();
        _begun.Clear();
        if (!screen.Show(ScreenLine.Log(text)))
            original.WriteLine(text);
    }
}

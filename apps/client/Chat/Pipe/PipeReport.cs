using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Protocol;

namespace KerberosGen.Client;

/// <summary>What standard error is told: each line that was not delivered, once, and how many were.</summary>
/// <param name="errors">Standard error.</param>
/// <param name="output">Takes the same as JSON, where that was asked for.</param>
/// <param name="settings">How to chat.</param>
/// <param name="showsProgress">True to count, on a row of its own, what was delivered: if standard error alone is a terminal.</param>
internal sealed class PipeReport(TextWriter errors, EventOutput output, PipeSettings settings, bool showsProgress)
{
    private const string RefusalHead = "Your message was not sent: ";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _delivered;
    private long _shownAt;
    private int _shownWidth;
    private PipeLine? _firstUnsent;
    private long _lastUnsent;

    /// <summary>Lines that were not delivered, or may not have been.</summary>
    public long Undelivered { get; private set; }

    /// <summary>Says something.</summary>
    public void Say(string sentence)
    {
        lock (_gate)
        {
            HideProgress();
            try
            {
                errors.WriteLine(sentence);
            }
            catch (IOException)
            {
                // Nobody is there to be told.
            }
        }
    }

    /// <summary>A line was delivered.</summary>
    public void Delivered()
    {
        _delivered++;
        if (!showsProgress)
            return;
        lock (_gate)
        {
            if (_shownAt == 0)
                _shownAt = Environment.TickCount64;
            if (Environment.TickCount64 - _shownAt < ProgressInterval.TotalMilliseconds)
                return;
            _shownAt = Environment.TickCount64;
            string count = Text($"{_delivered} messages delivered");
            errors.Write('\r' + count);
            _shownWidth = count.Length;
        }
    }

    /// <summary>A line was not delivered, or may not have been.</summary>
    public async Task UndeliveredAsync(PipeLine line, string reason, bool isUncertain = false)
    {
        Undelivered++;
        // The room's sentence, as the end of ours.
        string why = (reason.StartsWith(RefusalHead, StringComparison.Ordinal) ? reason[RefusalHead.Length..] : reason).TrimEnd('.');
        Say(SentenceOf(line, why, isUncertain));
        await WriteAsync(line, why, isUncertain);
    }

    /// <summary>The chat was over before a line was sent: <see cref="Conclude"/> says it, once for all of them.</summary>
    public async Task UnsentAsync(PipeLine line)
    {
        Undelivered++;
        _firstUnsent ??= line;
        _lastUnsent = line.Number;
        await WriteAsync(line, WhyUnsent, isUncertain: false);
    }

    /// <summary>True for what a room says to this client alone when it refuses what it sent: it stands in the sentence of <see cref="UndeliveredAsync"/>.</summary>
    public static bool IsRefusal(string notice) => notice.StartsWith(RefusalHead, StringComparison.Ordinal) || notice == MemberNotices.NotAModerator;

    /// <summary>Says what was not sent, and how many were delivered, if not all were.</summary>
    public void Conclude(bool isInputRead)
    {
        lock (_gate)
            HideProgress();
        if (_firstUnsent is { } first)
            Say(_lastUnsent == first.Number ? SentenceOf(first, WhyUnsent, isUncertain: false) : Text($"Lines {first.Number} to {_lastUnsent} were not delivered ({WhyUnsent})."));
        if (Undelivered > 0 && !settings.IsTyped)
            Say(Text($"{_delivered} of {_delivered + Undelivered} lines were delivered.{(isInputRead ? "" : " The rest of the input was not read.")}"));
    }

    private string WhyUnsent => output.Closed.IsCompleted ? "nobody takes the output any more" : "the chat ended before";

    private string SentenceOf(PipeLine line, string why, bool isUncertain)
    {
        string which = settings.IsTyped ? "That" : Text($"Line {line.Number}");
        string said = line.Problem is null ? DisplayText.Escape(line.Text) : line.Text;
        return $"{which} {(isUncertain ? "may not have been" : "was not")} delivered ({DisplayText.Escape(why)}): {said}";
    }

    private async Task WriteAsync(PipeLine line, string why, bool isUncertain)
    {
        if (settings.IsJson)
            await output.WriteLineAsync(EventJson.Undelivered(line, why, isUncertain, DateTimeOffset.UtcNow));
    }

    private void HideProgress()
    {
        if (_shownWidth > 0)
            errors.Write('\r' + new string(' ', _shownWidth) + '\r');
        _shownWidth = 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

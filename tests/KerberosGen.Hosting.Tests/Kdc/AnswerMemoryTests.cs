using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace KerberosGen.Hosting.Tests;

public sealed class AnswerMemoryTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly byte[] _answer = new byte[4096];

    [Fact]
    public void An_answer_is_remembered_for_a_moment_and_not_longer()
    {
        var memory = new AnswerMemory(_clock, 100, 10_000);
        memory.Remember(Key(1), [7, 8]);
        _clock.Advance(AnswerMemory.Life - TimeSpan.FromSeconds(1));
        Assert.Equal(AnswerState.Answered, memory.Find(Key(1), _answer, out int size));
        Assert.Equal([7, 8], _answer[..size]);
        Assert.Equal(AnswerState.New, memory.Find(Key(2), _answer, out _));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(AnswerState.New, memory.Find(Key(1), _answer, out _));
    }

    [Fact]
    public void A_request_at_work_is_known_until_it_is_answered_or_forgotten()
    {
        var memory = new AnswerMemory(_clock, 100, 10_000);
        memory.Begin(Key(1));
        Assert.Equal(AnswerState.AtWork, memory.Find(Key(1), _answer, out _));
        memory.Remember(Key(1), [1]);
        Assert.Equal(AnswerState.Answered, memory.Find(Key(1), _answer, out _));
        memory.Begin(Key(2));
        memory.Forget(Key(2));
        Assert.Equal(AnswerState.New, memory.Find(Key(2), _answer, out _));
        memory.Forget(Key(1));
        Assert.Equal(AnswerState.Answered, memory.Find(Key(1), _answer, out _));
    }

    [Property]
    public bool What_is_found_is_what_was_remembered_last_and_the_bounds_hold((byte Key, ushort Size)[] requests)
    {
        const int MaxAnswers = 8, MaxBytes = 5000;
        var memory = new AnswerMemory(_clock, MaxAnswers, MaxBytes);
        var model = new Dictionary<byte, byte[]>();
        for (int i = 0; i < requests.Length; i++)
        {
            byte[] answer = new byte[requests[i].Size % 2000];
            Array.Fill(answer, (byte)i);
            memory.Remember(Key(requests[i].Key), answer);
            model[requests[i].Key] = answer;
            int bytes = 0;
            foreach ((byte key, byte[] expected) in model)
            {
                switch (memory.Find(Key(key), _answer, out int size))
                {
                    case AnswerState.Answered when !_answer.AsSpan(0, size).SequenceEqual(expected):
                    case AnswerState.AtWork:
                    case AnswerState.New when key == requests[i].Key:
                        return false;
                }

                bytes += size;
            }

            if (memory.Count > MaxAnswers || bytes > MaxBytes)
                return false;
        }

        return true;
    }

    [Fact]
    public void Remembering_allocates_nothing_once_the_place_is_full()
    {
        var memory = new AnswerMemory(_clock, 1000, 100_000);
        byte[] answer = new byte[224];
        for (int i = 0; i < 5000; i++)
            memory.Remember(Key(i), answer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 5000; i < 10_000; i++)
            memory.Remember(Key(i), answer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static AnswerKey Key(int number) => new(1, 4000, (UInt128)number);
}

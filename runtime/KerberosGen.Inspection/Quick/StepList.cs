using System.Text;
using KerberosGen.Inspection.Quick.Steps;

namespace KerberosGen.Inspection.Quick;

/// <summary>
/// Steps while a plan is made. What is always the same becomes one text; every member or entry ends with a comma, which is taken
/// back where it was the last.
/// </summary>
internal sealed class StepList
{
    private readonly List<Step> _steps = [];
    private readonly StringBuilder _literal = new();

    public bool IsEmpty => _steps.Count == 0 && _literal.Length == 0;

    public StepList Literal(string text)
    {
        _literal.Append(text);
        return this;
    }

    public StepList Literal(int number)
    {
        _literal.Append(number);
        return this;
    }

    public StepList Add(Step step)
    {
        step.Follow(TakeLiteral());
        _steps.Add(step);
        return this;
    }

    /// <summary>Adds the steps of another list, which is used up.</summary>
    public StepList Add(StepList other)
    {
        foreach (Step step in other._steps)
        {
            _literal.Append(Encoding.UTF8.GetString(step.Before));
            Add(step);
        }

        _literal.Append(other._literal);
        other._steps.Clear();
        other._literal.Clear();
        return this;
    }

    /// <summary>Closes an object or an array.</summary>
    public StepList Close(string bracket)
    {
        if (_literal.Length == 0)
            Add(new TrimCommaStep());
        else if (_literal[^1] == ',')
            _literal.Length--;
        return Literal(bracket);
    }

    public Step[] ToArray()
    {
        if (_literal.Length > 0)
            Add(new NothingStep());
        return [.. _steps];
    }

    private byte[] TakeLiteral()
    {
        byte[] literal = Encoding.UTF8.GetBytes(_literal.ToString());
        _literal.Clear();
        return literal;
    }
}

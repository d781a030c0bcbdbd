namespace Terreau.Web.Imports.Pipeline;

/// <summary>Which sheet of a workbook is read: the first that holds rows, unless it is the cover of a larger one.</summary>
internal sealed class SheetChoice
{
    /// <summary>A sheet with so many filled cells is a table, whatever follows.</summary>
    private const int Settled = 400;

    /// <summary>What a table holds for one cell of the cover before it.</summary>
    private const int CoverShare = 4;

    private const int MostNamed = 5;

    private readonly List<string> left = [];
    private (string Name, IReadOnlyList<SourceRow> Rows, int Filled)? best;

    /// <summary>True once no other sheet can be taken: the rest need not be read.</summary>
    public bool IsSettled => best?.Filled >= Settled;

    public void Offer(string name, IReadOnlyList<SourceRow> rows)
    {
        var filled = rows.Sum(row => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell)));
        if (filled == 0) return;
        if (best is { } held && filled < held.Filled * CoverShare)
        {
            left.Add(name);
            return;
        }
        if (best is { } cover) left.Add(cover.Name);
        best = (name, rows, filled);
    }

    /// <summary>A sheet that is there and is not read.</summary>
    public void LeaveAside(string name) => left.Add(name);

    /// <exception cref="UnreadableFileException">No sheet holds a row.</exception>
    public SourceTable Table(string form)
    {
        if (best is not { } sheet) throw new UnreadableFileException("Ce classeur n’a aucune ligne dans ses feuilles visibles.");
        var names = string.Join(", ", left.Take(MostNamed).Select(name => $"« {name} »"));
        return Headings.Under($"{form}, feuille « {sheet.Name} »", sheet.Rows, left.Count switch
        {
            0 => [],
            1 => [$"Une seule feuille est lue ; {names} ne l’est pas."],
            _ => [$"Une seule feuille est lue ; {names}{(left.Count > MostNamed ? $" et {left.Count - MostNamed} de plus" : "")} ne le sont pas."],
        });
    }
}

namespace Terreau.Web.Imports.Pipeline;

/// <summary>Which sheet of a workbook is read: the first that holds rows, unless it looks like the cover of a larger one.</summary>
internal sealed class SheetChoice
{
    /// <summary>A cover has fewer rows than this with three cells or more filled: a title, a sentence, a summary.</summary>
    private const int FewWide = 3;

    /// <summary>A cover has fewer rows than this: a list of names alone has more.</summary>
    private const int FewRows = 20;

    /// <summary>What a table holds for one cell of the cover before it.</summary>
    private const int CoverShare = 4;

    /// <summary>So many sheets with rows are looked into.</summary>
    private const int MostLooked = 5;

    private const int MostNamed = 5;

    private readonly List<string> left = [];
    private (string Name, IReadOnlyList<SourceRow> Rows, int Filled, bool IsCover)? best;
    private int looked;

    /// <summary>True while no sheet with rows was offered.</summary>
    public bool HasNone => best is null;

    /// <summary>True once no other sheet can be taken: the rest need not be read.</summary>
    public bool IsSettled => best is { IsCover: var isCover } && (!isCover || looked >= MostLooked);

    public void Offer(string name, IReadOnlyList<SourceRow> rows)
    {
        var widths = rows.Select(row => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
        var filled = widths.Sum();
        if (filled == 0) return;
        looked++;
        if (best is { } held && filled < held.Filled * CoverShare)
        {
            left.Add(name);
            return;
        }
        if (best is { } cover) left.Add(cover.Name);
        best = (name, rows, filled, rows.Count < FewRows && widths.Count(width => width >= 3) < FewWide);
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

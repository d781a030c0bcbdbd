namespace Terreau.Engine.Orientation.Scan;

/// <summary>What depends on the day alone, computed once for it: how each window falls, and the fair order of equals.</summary>
internal sealed class DayView
{
    public readonly int[] WindowFactor;
    public readonly bool[] WindowOver;
    public readonly int[] WindowDeposit;
    public readonly TieKeys Ties;

    public DayView(OfferTable table, DateOnly day)
    {
        Day = day;
        Ties = new TieKeys(table, day);
        var count = table.Windows.Length;
        (WindowFactor, WindowOver, WindowDeposit) = (new int[count], new bool[count], new int[count]);
        for (var w = 0; w < count; w++)
        {
            var window = table.Windows[w];
            WindowOver[w] = window.IsOver(day);
            WindowDeposit[w] = window.NextDeposit(day)?.DayNumber ?? -1;
            WindowFactor[w] = window.IsPermanent ? Factors.PermanentCalendar
                : window.IsUnknown ? Factors.UnknownCalendar
                : Factors.Calendar(window.DaysLeft(day)!.Value);
        }
    }

    public DateOnly Day { get; }
}

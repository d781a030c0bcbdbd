namespace Terreau.Web.Imports.Differences;

/// <summary>What becomes of a row of a source, or of what we hold of it; in the order in which it is told.</summary>
public enum Outcome
{
    /// <summary>A row that cannot be taken, and why.</summary>
    Rejected,

    /// <summary>A value left aside, or to be looked at; its row is counted elsewhere.</summary>
    Warned,

    /// <summary>Something that only a person can settle; its row is counted elsewhere.</summary>
    ToConfirm,

    /// <summary>A new row that looks like something we hold.</summary>
    HeldBack,

    /// <summary>A row that is not for us.</summary>
    Aside,

    /// <summary>A new row.</summary>
    Added,

    /// <summary>A row that changes what we hold.</summary>
    Changed,

    /// <summary>A value of someone else's that stays, though the row says otherwise; its row is counted elsewhere.</summary>
    Kept,

    /// <summary>A row that says what we hold.</summary>
    Unchanged,

    /// <summary>A row that would change what people edited since: it does not.</summary>
    LeftAsEdited,

    /// <summary>A row that an earlier one has said already.</summary>
    Repeated,

    /// <summary>What the source no longer names: it is closed, nothing is erased.</summary>
    Closed,

    /// <summary>What an earlier file had closed and this one names again.</summary>
    Reopened,

    /// <summary>What the source does not name and that stays as it is.</summary>
    Missing,

    /// <summary>Something to know that changes nothing.</summary>
    Noted,
}

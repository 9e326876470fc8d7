//! A history drawn as a graph: a column for each branch, the latest revision at the top.

/// What stands before the line of one revision: the rows that join or part lanes above it, and the row itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    /// Rows between this revision and the one above.
    pub(crate) above: Vec<String>,
    /// What stands before its own text.
    pub(crate) own: String,
    /// What stands before further lines about it.
    pub(crate) below: String,
}

/// Draws revision after revision.
#[derive(Debug, Default)]
pub(crate) struct Lanes<T> {
    /// Which revision each lane leads to; none where it is free.
    lanes: Vec<Option<T>>,
    /// Rows that belong above the next revision.
    pending: Vec<String>,
}

impl<T: PartialEq + Copy> Lanes<T> {
    pub(crate) fn new() -> Self {
        Self { lanes: Vec::new(), pending: Vec::new() }
    }

    /// The rows of the next revision; those it follows come later.
    pub(crate) fn next(&mut self, node: T, parents: &[T]) -> Rows {
        let mut above = std::mem::take(&mut self.pending);
        let own = match self.lanes.iter().position(|lane| *lane == Some(node)) {
            Some(lane) => lane,
            None => self.free(),
        };
        let joining: Vec<usize> =
            (own + 1..self.lanes.len()).filter(|i| self.lanes.get(*i) == Some(&Some(node))).collect();
        for lane in joining {
            above.push(self.link(own, lane, '/'));
            self.set(lane, None);
        }
        self.trim();
        self.set(own, Some(node));
        let row = self.row(Some(own));
        self.set(own, parents.first().copied());
        for parent in parents.iter().skip(1).copied() {
            // A lane may lead there already; a second one joins it further down.
            let lane = self.free();
            self.set(lane, Some(parent));
            let link = self.link(own, lane, '\\');
            self.pending.push(link);
        }
        self.trim();
        let below = match self.pending.is_empty() {
            true => self.row(None),
            false => self.row_of_first(own),
        };
        Rows { above, own: row, below }
    }

    /// A free lane, a new one where there is none.
    fn free(&mut self) -> usize {
        match self.lanes.iter().position(Option::is_none) {
            Some(lane) => lane,
            None => {
                self.lanes.push(None);
                self.lanes.len() - 1
            }
        }
    }

    fn set(&mut self, lane: usize, node: Option<T>) {
        if self.lanes.len() <= lane {
            self.lanes.resize(lane + 1, None);
        }
        if let Some(slot) = self.lanes.get_mut(lane) {
            *slot = node;
        }
    }

    fn trim(&mut self) {
        while self.lanes.last() == Some(&None) {
            self.lanes.pop();
        }
    }

    fn row(&self, star: Option<usize>) -> String {
        let cell = |(i, lane): (usize, &Option<T>)| match lane {
            _ if star == Some(i) => "* ",
            Some(_) => "| ",
            None => "  ",
        };
        self.lanes.iter().enumerate().map(cell).collect()
    }

    /// Before the lanes that part below are there.
    fn row_of_first(&self, own: usize) -> String {
        self.row(None).chars().take(2 * own + 2).collect()
    }

    /// A row that leads from one lane to another.
    fn link(&self, from: usize, to: usize, turn: char) -> String {
        let mut cells: Vec<char> = self.row(None).chars().collect();
        cells.resize(cells.len().max(2 * to + 1), ' ');
        for (i, cell) in cells.iter_mut().enumerate() {
            match i {
                _ if i == 2 * from => *cell = '|',
                _ if i + 1 == 2 * to => *cell = turn,
                _ if i > 2 * from && i + 1 < 2 * to && *cell == ' ' => *cell = '-',
                _ if i == 2 * to => *cell = ' ',
                _ => {}
            }
        }
        cells.into_iter().collect::<String>().trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(nodes: &[(char, &str)]) -> String {
        let mut lanes = Lanes::new();
        let mut out = String::new();
        for (node, parents) in nodes {
            let rows = lanes.next(*node, &parents.chars().collect::<Vec<_>>());
            rows.above.iter().for_each(|row| out.push_str(&format!("{row}\n")));
            out.push_str(&format!("{}{node}\n", rows.own));
        }
        out
    }

    #[test]
    fn a_diamond() {
        assert_eq!(
            draw(&[('m', "bc"), ('c', "a"), ('b', "a"), ('a', "")]),
            "* m\n|\\\n| * c\n* | b\n|/\n* a\n"
        );
    }

    #[test]
    fn two_heads_and_two_bases() {
        assert_eq!(draw(&[('d', "b"), ('c', "b"), ('b', ""), ('z', "")]), "* d\n| * c\n|/\n* b\n* z\n");
    }

    #[test]
    fn three_ways() {
        assert_eq!(
            draw(&[('m', "abc"), ('c', "r"), ('b', "r"), ('a', "r"), ('r', "")]),
            "* m\n|\\\n|-|\\\n| | * c\n| * | b\n* | | a\n|/  |\n|--/\n* r\n".replace("||-/", "|--/")
        );
    }
}

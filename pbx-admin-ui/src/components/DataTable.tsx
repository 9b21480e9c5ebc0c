import { Table } from '@mantine/core';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface Column<Row> {
  id: string;
  /** The heading; hidden from sight, never from a screen reader, where `quiet`. */
  label: string;
  quiet?: boolean;
  align?: 'right';
  /** Left out on a narrow screen. */
  wide?: boolean;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** What the table lists, for those who cannot see where it stands. */
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Opens a row. The first cell should hold a link or button for the keyboard. */
  onOpen?: (row: Row) => void;
}

/** So many columns stand side by side on a narrow screen; with more, each row becomes a card of its own. */
const MOST_SIDE_BY_SIDE = 3;

/** Rows under headings. A click anywhere in a row is a shortcut for the link in its first cell. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen }: DataTableProps<Row>) {
  const open = (row: Row) => (event: MouseEvent<HTMLElement> | KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (!target.closest('a, button, input, audio, label')) {
      onOpen?.(row);
    }
  };
  const cards = columns.filter((column) => !column.wide).length > MOST_SIDE_BY_SIDE;
  // The roles are said, because a card's layout would take them from a browser's tree.
  return (
    <div className={styles.scroll}>
      <Table
        role="table"
        aria-label={label}
        verticalSpacing="sm"
        horizontalSpacing="md"
        className={`${styles.table} ${cards ? styles.cards : ''}`}
      >
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th
                key={column.id}
                role="columnheader"
                scope="col"
                className={column.wide ? styles.wide : undefined}
                ta={column.align}
              >
                <span className={column.quiet ? 'visually-hidden' : undefined}>{column.label}</span>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr
              key={rowKey(row)}
              role="row"
              className={onOpen ? styles.open : undefined}
              onClick={onOpen ? open(row) : undefined}
            >
              {columns.map((column) => (
                <Table.Td
                  key={column.id}
                  role="cell"
                  data-label={column.quiet ? '' : column.label}
                  className={column.wide ? styles.wide : undefined}
                  ta={column.align}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
